*** Settings ***
Documentation       S04: an interview is recorded too late; the gap list says so, and the file closes once it is mended.
Resource            keywords.resource
Suite Setup         Open A Browser
Suite Teardown      Close All Browsers


*** Variables ***
${FILE}             ${EMPTY}
${TALK}             ${EMPTY}
${TRANSCRIPT}       <p>约谈笔录：已告知全程录音录像（演示数据）。</p>
${MINUTES}          缺 4 分钟
${GAP}              xpath://li[contains(@class, "lr-gap")][.//span[normalize-space()="%s"]]


*** Test Cases ***
Clerk Registers And Handler Accepts
    Act As    clerk1
    Open Add Form    ${PLONE_URL}/files    PermitFile
    Fill    title    人力资源服务许可：演示人力（S04）
    Fill    received_on    2026-05-11
    Fill Cell    matters    code    RLZY
    Fill    applicant_name    演示人力有限公司
    Fill    applicant_type    legal
    Fill    applicant_id_number    91140524MA0MNPQ49F
    Tick    handlers    handler1
    ${url}=    Save
    Set Suite Variable    ${FILE}    ${url}
    Act As    handler1
    Take Transition    ${FILE}    accept    accepted_on=2026-05-12
    State Should Be    ${FILE}    accepted

Handler Enters The Interview And Its Recording
    Open Add Form    ${FILE}    HearingRecord
    Fill    activity_kind    interview
    Fill    place    局约谈室
    Fill    starts    2026-05-20T14:00
    Fill    ends    2026-05-20T14:50
    Fill Rich Text    transcript    ${TRANSCRIPT}
    ${url}=    Save
    Set Suite Variable    ${TALK}    ${url}
    Open Add Form    ${TALK}    MediaEvidence
    Fill Recording    2026-05-20T14:04    2026-05-20T14:55
    Tick    notice_given    selected
    Fill    notice_offset_s    0
    Fill    notice_method    oral
    Save

Handler Records The Decision And Serves
    Decide    ${FILE}    RLZY    decided_on=2026-06-01
    Take Transition    ${FILE}    serve    served_on=2026-06-03
    State Should Be    ${FILE}    served

The Gap List Names The Articles And The Four Missing Minutes
    Go To    ${FILE}/@@gaps
    Gap Should Say    R14-3    办法第十四条    ${MINUTES}
    Gap Should Say    R15-2    办法第十五条    ${MINUTES}
    Picture    interview-gaps

Closing Is Refused For The Same Reasons
    Open Transition    ${FILE}    close
    Page Should Contain Element    id:h-standing
    Reasons Should Be Named
    Picture    close-hindered
    Try Transition    close    closed_on=2026-06-10
    Reasons Should Be Named
    State Should Be    ${FILE}    served

Handler Adds The Late Recording From The Gap List
    Go To    ${FILE}/@@gaps
    ${button}=    Get WebElement    ${{$GAP % 'R15-2'}}//a[contains(@href, "++add++MediaEvidence")]
    Execute Javascript    arguments[0].click()    ARGUMENTS    ${button}
    Wait Until Page Contains Element    id:form-buttons-save
    Location Should Contain    ${TALK}/++add++MediaEvidence
    Fill Recording    2026-05-20T13:58    2026-05-20T14:05
    Save

The Finding Turns And Closing Works
    Go To    ${FILE}/@@gaps
    Page Should Not Contain    办法第十四条
    Page Should Not Contain Element    ${{$GAP % 'R15-2'}}
    Page Should Not Contain    ${MINUTES}
    Gap Should Say    R18-1    办法第十八条    逾期
    Take Transition    ${FILE}    close    closed_on=2026-06-10
    State Should Be    ${FILE}    closed


*** Keywords ***
Fill Recording
    [Arguments]    ${starts}    ${ends}
    Fill    medium    video
    Upload    file    ${FILES}/hearing.mp4
    Fill    starts    ${starts}
    Fill    ends    ${ends}
    Fill    place    局约谈室
    Fill    persons    演示负责人
    Fill    staff    handler1
    Fill    summary    约谈申请人（演示数据）
    Fill    device_kind    fixed_room

Gap Should Say
    [Documentation]    Whether the row of a rule names an article and says something.
    [Arguments]    ${rule}    ${article}    ${said}
    ${text}=    Get Text    ${{$GAP % $rule}}
    Should Contain    ${text}    ${article}
    Should Contain    ${text}    ${said}

Reasons Should Be Named
    [Documentation]    Whether the page of the step gives the reasons of the gap list.
    Page Should Contain    办法第十四条
    Page Should Contain    办法第十五条
    Page Should Contain    ${MINUTES}

Try Transition
    [Documentation]    Send the page of a step that is refused; it comes back with the reasons.
    [Arguments]    ${transition}    &{values}
    FOR    ${name}    ${value}    IN    &{values}
        Set Value    form [name="${name}"]    ${value}
    END
    Execute Javascript
    ...    const mark = document.querySelector('form [name="workflow_action"][value="' + arguments[0] + '"]');
    ...    mark.closest('form').requestSubmit();
    ...    ARGUMENTS    ${transition}
    Wait Until Page Contains Element    id:h-reasons
