*** Settings ***
Documentation       S03: a hearing with its transcript and the room's video.
Resource            keywords.resource
Suite Setup         Open A Browser
Suite Teardown      Close All Browsers


*** Variables ***
${FILE}             ${EMPTY}
${HEARING}          ${EMPTY}
${TRANSCRIPT}       <p>主持人宣布听证开始，告知全程录音录像（演示数据）。</p>


*** Test Cases ***
Clerk Registers And Handler Accepts
    Act As    clerk1
    Open Add Form    ${PLONE_URL}/files    PermitFile
    Fill    title    取水许可：演示水业（S03）
    Fill    received_on    2026-04-10
    Fill Cell    matters    code    QSXK
    Fill    applicant_name    演示水业有限公司
    Fill    applicant_type    legal
    Fill    applicant_id_number    91140524MA0EFGH2XQ
    Tick    handlers    handler1
    ${url}=    Save
    Set Suite Variable    ${FILE}    ${url}
    Act As    handler1
    Take Transition    ${FILE}    accept    accepted_on=2026-04-13
    State Should Be    ${FILE}    accepted

Handler Writes The Hearing Down
    Open Add Form    ${FILE}    HearingRecord
    Fill    place    二楼听证室
    Fill    starts    2026-06-03T09:00
    Fill    ends    2026-06-03T11:30
    Fill    chair    section_head1
    Fill    clerk    clerk1
    Fill Cell    attendees    role    party
    Fill Cell    attendees    name    秦学文
    Fill    right_told_on    2026-05-08
    Fill    requested_on    2026-05-13
    Fill    notice_served_on    2026-05-25
    Fill Rich Text    transcript    ${TRANSCRIPT}
    Picture    hearing-form
    ${url}=    Save
    Set Suite Variable    ${HEARING}    ${url}
    Page Should Contain    主持人宣布听证开始
    Page Should Contain    秦学文

Handler Adds The Video Of The Room
    Open Add Form    ${HEARING}    MediaEvidence
    Fill    medium    video
    Upload    file    ${FILES}/hearing.mp4
    Fill    starts    2026-06-03T08:50
    Fill    ends    2026-06-03T11:36
    Fill    place    二楼听证室
    Fill    persons    秦学文
    Fill    summary    听证全过程（演示数据）
    Fill    device_kind    fixed_room
    ${url}=    Save
    Page Should Contain Element    css:video
    ${digest}=    Ask    ${url}    sha256
    Should Match Regexp    ${digest}    ^[0-9a-f]{64}$
    Picture    room-video
    Take Transition    ${HEARING}    submit
    State Should Be    ${HEARING}    submitted

A Stranger To The Case Sees Nothing Before The Decision On Secrecy
    Act As    handler2
    Go To    ${HEARING}
    Page Should Not Contain    主持人宣布听证开始
