*** Settings ***
Documentation       S10: a party asks from home, the head decides on one page, the party sees it until its day is over.
Resource            keywords.resource
Suite Setup         Open A Browser
Suite Teardown      Close All Browsers


*** Variables ***
${REQUEST}          ${EMPTY}
${UID}              ${EMPTY}
${PURPOSE}          核对本人在听证中的陈述（演示数据）


*** Test Cases ***
Party Asks From Home On A Phone
    Act As    party1
    Set Window Size    360    800
    Go To    ${PLONE_URL}/requests/@@ask
    Choose Labelled    permit_file    公共场所
    Tick Box    rights    copy
    Tick Box    parts    media
    Set Value    textarea[name="purpose"]    ${PURPOSE}
    Picture    ask
    Press    submit
    Wait Until Page Contains    回执码
    Picture    my-records-360
    Set Window Size    1280    900
    ${items}=    Ask    ${PLONE_URL}/requests?metadata_fields=created&b_size=50    items
    ${newest}=    Evaluate    sorted($items, key=lambda one: one['created'])[-1]
    Set Suite Variable    ${REQUEST}    ${newest}[@id]
    State Should Be    ${REQUEST}    submitted

Anybody With The Receipt Code Learns State And Day Alone
    ${code}=    Ask    ${REQUEST}    receipt_code
    Delete All Cookies
    Go To    ${PLONE_URL}/@@request-status?code=${code}
    Page Should Contain    已收到
    Page Should Not Contain    公共场所

Counter Accepts
    Act As    clerk1
    Take Transition    ${REQUEST}    accept
    State Should Be    ${REQUEST}    screening

Officer Orders A Copy And Another Reviews It
    Act As    secrecy_officer
    Go To    ${REQUEST}/@@screening
    Set Value    textarea[name="ranges"]    00:01-00:02
    Picture    screening
    Press    cut
    Wait Until Keyword Succeeds    120s    3s    Copy Should Be Made
    ${found}=    Ask    ${REQUEST}/@scope    redacted
    Set Suite Variable    ${UID}    ${found}[0][uid]
    Act As    secrecy_officer2
    Go To    ${REQUEST}/@@screening
    Press    good
    Go To    ${REQUEST}/@@screening
    Press    screen
    State Should Be    ${REQUEST}    deciding

Deputy Outside The Dates Is Refused And Told Why
    Act As    deputy_head
    Go To    ${REQUEST}/@@decide
    Page Should Contain    授权
    Page Should Not Contain Element    css:button[value="approve"]
    ${status}=    Status After Post    ${REQUEST}/@workflow/approve_copying
    Should Be Equal As Integers    ${status}    403

Head Decides On One Page
    Act As    bureau_head
    Go To    ${REQUEST}/@@decide
    Page Should Contain    遮盖
    Execute Javascript    document.querySelector('input[name="right"][value="approve_copying"]').click()
    Set Value    input[name="days"]    5
    Set Value    input[name="copies"]    1
    Picture    decide
    Press    approve
    State Should Be    ${REQUEST}    copying_approved

Party Plays It With The Overlay And Cannot Save It
    Act As    party1
    Wait Until Keyword Succeeds    180s    5s    Copies Should Be Ready
    Go To    ${REQUEST}/@@open?record=${UID}
    ${seconds}=    Execute Async Javascript
    ...    const done = arguments[arguments.length - 1], video = document.querySelector('video');
    ...    video.muted = true;
    ...    video.ontimeupdate = () => { if (video.currentTime > 0) { done(video.currentTime); } };
    ...    video.onerror = () => done('error');
    ...    video.play().catch(error => done(String(error)));
    Should Be True    ${seconds} > 0
    Element Should Be Visible    css:.lr-overlay
    ${overlay}=    Get Text    css:.lr-overlay
    Should Contain    ${overlay}    示例申请人
    ${number}=    Ask    ${REQUEST}    number
    Should Contain    ${overlay}    ${number}
    Picture    open
    ${status}=    Status Of    ${REQUEST}/@@view-file/${UID}
    Should Be Equal As Integers    ${status}    403

Party Takes The Watermarked Copy
    ${status}=    Status Of    ${REQUEST}/@@copy-file/${UID}
    Should Be Equal As Integers    ${status}    200
    Go To    ${REQUEST}/@@receipt
    Page Should Contain    SHA-256

Nobody Else Opens A Forwarded Link
    Act As    party2
    ${status}=    Status Of    ${REQUEST}/@@copy-file/${UID}
    Should Be Equal As Integers    ${status}    404

When The Days Are Over Both Are Gone
    Create File    ${CLOCK}    6
    Act As    party1
    ${copy}=    Status Of    ${REQUEST}/@@copy-file/${UID}
    Should Be Equal As Integers    ${copy}    403
    ${items}=    Ask    ${PLONE_URL}/@my-access    items
    ${left}=    Evaluate    [one for one in $items if one['uid'] == '${UID}']
    Should Be Empty    ${left}
    Go To    ${REQUEST}/@@open?record=${UID}
    Page Should Not Contain Element    css:video
    Page Should Contain    期限已满

The Ledger Shows It All
    Create File    ${CLOCK}    0
    Act As    bureau_head
    Go To    ${REQUEST}/@@custody
    Page Should Contain    同意查阅并复制
    Act As    secrecy_officer
    ${events}=    Ask    ${REQUEST}/@ledger?b_size=100    items
    ${acts}=    Evaluate    {one['action'] for one in $events}
    Should Be True    {'submit', 'accept', 'redact', 'review_copy', 'screen', 'approve_copying'} <= $acts
    ${path}=    Evaluate    next(one['details'] for one in $events if one['action'] == 'redact')
    Should Be Equal    ${path}[record]    ${UID}


*** Keywords ***
Choose Labelled
    [Documentation]    Choose the radio button of a name whose label holds a text.
    [Arguments]    ${name}    ${text}
    Wait Until Page Contains Element    css:input[name="${name}"]
    Execute Javascript
    ...    const found = [...document.querySelectorAll('input[name="' + arguments[0] + '"]')]
    ...    .find(one => one.labels[0].textContent.includes(arguments[1]));
    ...    found.click();
    ...    ARGUMENTS    ${name}    ${text}

Tick Box
    [Arguments]    ${name}    ${value}
    Execute Javascript
    ...    const box = document.querySelector('input[name="' + arguments[0] + '"][value="' + arguments[1] + '"]');
    ...    if (!box.checked) { box.click(); }
    ...    ARGUMENTS    ${name}    ${value}

Press
    [Documentation]    Send a form by the button of an act, and wait for the next page.
    [Arguments]    ${act}
    Wait Until Page Contains Element    css:button[name="act"][value="${act}"]
    ${button}=    Get WebElement    css:button[name="act"][value="${act}"]
    Execute Javascript    arguments[0].form.requestSubmit(arguments[0])    ARGUMENTS    ${button}
    Wait Until Keyword Succeeds    60s    0.2s    Should Be Stale    ${button}

Should Be Stale
    [Arguments]    ${element}
    Run Keyword And Expect Error    *    Get Text    ${element}

Copy Should Be Made
    Go To    ${REQUEST}/@@screening
    Page Should Contain    待复核

Copies Should Be Ready
    ${items}=    Ask    ${PLONE_URL}/@my-access    items
    ${states}=    Evaluate    [one['state'] for one in $items if one['uid'] == '${UID}']
    Should Be Equal    ${states}    ${{['open', 'open']}}

Status Of
    [Documentation]    The status of an address as a program of the person logged in gets it.
    [Arguments]    ${url}
    ${status}=    Execute Async Javascript
    ...    const done = arguments[arguments.length - 1];
    ...    fetch(arguments[0], {headers: {Accept: 'application/json'}, credentials: 'same-origin'})
    ...    .then(r => done(r.status)).catch(e => done(String(e)));
    ...    ARGUMENTS    ${url}
    RETURN    ${status}

Status After Post
    [Arguments]    ${url}
    ${status}=    Execute Async Javascript
    ...    const done = arguments[arguments.length - 1];
    ...    fetch(arguments[0], {method: 'POST', headers: {Accept: 'application/json', 'Content-Type': 'application/json'}, credentials: 'same-origin', body: '{}'})
    ...    .then(r => done(r.status)).catch(e => done(String(e)));
    ...    ARGUMENTS    ${url}
    RETURN    ${status}
