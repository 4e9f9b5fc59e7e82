*** Settings ***
Documentation       S01: from the application to the archive, with a quiet site check.
Resource            keywords.resource
Suite Setup         Open A Browser
Suite Teardown      Close All Browsers


*** Variables ***
${FILE}             ${EMPTY}
${CHECK}            ${EMPTY}
${NOTE}             ${EMPTY}


*** Test Cases ***
Clerk Registers The Application
    Act As    clerk1
    Open Add Form    ${PLONE_URL}/files    PermitFile
    Fill    title    食品经营许可：演示面馆（S01）
    Fill    received_on    2026-03-09
    Fill Cell    matters    code    SPJY
    Fill    applicant_name    演示申请人
    Fill    applicant_id_number    999900199001010014
    Tick    handlers    handler1
    Fill    retention_class    y10
    Picture    register
    ${url}=    Save
    Should Contain    ${url}    /files/2026/
    Set Suite Variable    ${FILE}    ${url}
    Page Should Contain    陵审批许字〔2026〕第
    Page Should Not Contain    999900199001010014
    State Should Be    ${FILE}    registered

Handler Accepts
    Act As    handler1
    Go To    ${PLONE_URL}/@@today
    Page Should Contain    演示面馆（S01）
    Picture    today
    Take Transition    ${FILE}    accept    accepted_on=2026-03-16
    State Should Be    ${FILE}    accepted

Handler Adds The Site Check And Its Note
    Open Add Form    ${FILE}    FieldRecord
    Fill    place    陵川县演示街12号
    Fill    starts    2026-03-18T09:30
    Fill    ends    2026-03-18T10:20
    Fill    officers    handler1\nhandler2
    Picture    site-check
    ${url}=    Save
    Set Suite Variable    ${CHECK}    ${url}
    Open Add Form    ${CHECK}    TextRecord
    Fill    record_kind    investigation
    Fill    document_name    现场核查笔录
    Fill    made_on    2026-03-18
    Upload    file    ${FILES}/note.pdf
    Tick Cells    signers    signed
    ${url}=    Save
    Set Suite Variable    ${NOTE}    ${url}
    Take Transition    ${CHECK}    submit
    Take Transition    ${NOTE}    submit
    State Should Be    ${CHECK}    submitted
    State Should Be    ${NOTE}    submitted

Handler Records The Decision, Serves And Closes
    Decide    ${FILE}    SPJY    decided_on=2026-03-24
    State Should Be    ${FILE}    decided
    Take Transition    ${FILE}    serve    served_on=2026-03-26
    State Should Be    ${FILE}    served
    Take Transition    ${FILE}    close    closed_on=2026-04-02
    State Should Be    ${FILE}    closed
    Go To    ${FILE}
    Picture    permit-file

Officer Marks The Undecided Records Open
    Act As    secrecy_officer
    Take Transition    ${CHECK}    mark_open    comment=不涉密
    Take Transition    ${NOTE}    mark_open    comment=不涉密

Archivist Archives
    Act As    archivist1
    Take Transition    ${FILE}    archive
    State Should Be    ${FILE}    archived

Handler Finds The File Read-only
    Act As    handler1
    Go To    ${PLONE_URL}/@@search?SearchableText=核查
    Picture    search
    Go To    ${PLONE_URL}/@@search?SearchableText=演示面馆
    Page Should Contain Element    css:a[href^="${FILE}"]
    Go To    ${FILE}
    Page Should Contain    演示面馆（S01）
    Page Should Not Contain Element    css:a[href="${FILE}/edit"]
    Page Should Not Contain Element    css:a[href*="++add++"]
    Picture    archived
    State Should Be    ${NOTE}    sealed
    Go To    ${FILE}/edit
    Page Should Not Contain Element    id:form-buttons-save
