*** Settings ***
Documentation       S08: a video becomes a commercial secret, for whoever is not cleared it is gone.
Resource            keywords.resource
Suite Setup         Open A Browser
Suite Teardown      Close All Browsers


*** Variables ***
${FILE}             ${EMPTY}
${VIDEO}            ${EMPTY}
${SUMMARY}          灶台旁的配方表（演示数据）


*** Test Cases ***
Handler Films The Kitchen
    Act As    clerk1
    Open Add Form    ${PLONE_URL}/files    PermitFile
    Fill    title    食品经营许可：演示卤味店（S08）
    Fill    received_on    2026-03-09
    Fill Cell    matters    code    SPJY
    Fill    applicant_name    演示卤味店
    Fill    applicant_id_number    999900199001010014
    Tick    handlers    handler1
    ${url}=    Save
    Set Suite Variable    ${FILE}    ${url}
    Act As    handler1
    Open Add Form    ${FILE}    MediaEvidence
    Fill    medium    video
    Upload    file    ${FILES}/hearing.mp4
    Fill    starts    2026-03-18T09:30
    Fill    ends    2026-03-18T09:40
    Fill    place    陵川县演示街12号
    Fill    summary    ${SUMMARY}
    ${url}=    Save
    Set Suite Variable    ${VIDEO}    ${url}

Officer Opens It And The Other Handler Sees It
    Act As    secrecy_officer
    Take Transition    ${VIDEO}    mark_open    comment=不涉密
    Act As    handler2
    Everywhere It Should Be    there

Officer Clears The First Handler
    Act As    secrecy_officer
    Go To    ${PLONE_URL}/@@clearances
    Set Value    \#c-userid    handler1
    Choose    \#give input[value="COMMERCIAL"]
    Set Value    \#c-basis    演示任命〔2026〕8号
    Picture    clearances
    Send Form    \#give
    Page Should Contain    演示任命〔2026〕8号

Officer Marks It As A Commercial Secret
    Open Transition    ${VIDEO}    restrict
    Choose    form input[name="kinds:list"][value="COMMERCIAL"]
    Send Transition    restrict    holder=演示卤味店    comment=画面有配方
    ${state}=    Ask    ${VIDEO}/@confidentiality    state
    Should Be Equal    ${state}    restricted
    Go To    ${VIDEO}/@@who-can-see
    Reader Should Be    handler1    yes    商业秘密
    Reader Should Be    handler2    no    商业秘密
    Picture    who-can-see

For The Other Handler It Is Gone
    Act As    handler2
    Everywhere It Should Be    gone

The Cleared Handler Plays It
    Act As    handler1
    Everywhere It Should Be    there
    Go To    ${VIDEO}
    ${seconds}=    Execute Async Javascript
    ...    const done = arguments[arguments.length - 1], video = document.querySelector('video');
    ...    video.muted = true;
    ...    video.ontimeupdate = () => { if (video.currentTime > 0) { done(video.currentTime); } };
    ...    video.play().catch(error => done(String(error)));
    Should Be True    ${seconds} > 0
    Picture    secret-video


*** Keywords ***
Everywhere It Should Be
    [Documentation]    Page, search, listing and REST say the same: "there" or "gone".
    [Arguments]    ${said}
    ${there}=    Evaluate    $said == 'there'
    Go To    ${VIDEO}
    Shown    ${there}    ${SUMMARY}
    Go To    ${PLONE_URL}/@@search?SearchableText=配方表
    Shown    ${there}    href="${VIDEO}
    Go To    ${FILE}
    Shown    ${there}    href="${VIDEO}
    ${status}=    Status Of    ${VIDEO}
    Should Be Equal As Integers    ${status}    ${{200 if $there else 404}}
    ${status}=    Status Of    ${VIDEO}/@@download/file
    Should Be Equal As Integers    ${status}    ${{200 if $there else 404}}
    ${found}=    Ask    ${PLONE_URL}/@search?SearchableText=配方表    items_total
    Should Be Equal As Integers    ${found}    ${{1 if $there else 0}}

Shown
    [Documentation]    What the page's source holds, or does not.
    [Arguments]    ${there}    ${text}
    ${source}=    Get Source
    IF    ${there}
        Should Contain    ${source}    ${text}
    ELSE
        Should Not Contain    ${source}    ${text}
    END

Choose
    [Documentation]    Tick a box, wherever the page is scrolled to.
    [Arguments]    ${selector}
    ${box}=    Get WebElement    css:${selector}
    Execute Javascript    arguments[0].click()    ARGUMENTS    ${box}
    Checkbox Should Be Selected    ${box}

Reader Should Be
    [Documentation]    Whether a person is said to see it, and for what reason.
    [Arguments]    ${userid}    ${may}    ${reason}
    ${row}=    Set Variable    xpath://tbody/tr[.//a[contains(@href, "userid=${userid}")]]
    Page Should Contain Element    ${row}//span[@class="${may}"]
    ${text}=    Get Text    ${row}
    Should Contain    ${text}    ${reason}

Send Form
    [Documentation]    Send a form as its button does, and wait for the next page.
    [Arguments]    ${selector}
    ${form}=    Get WebElement    css:${selector}
    Execute Javascript    arguments[0].requestSubmit()    ARGUMENTS    ${form}
    Wait Until Element Is Stale    ${form}

Wait Until Element Is Stale
    [Arguments]    ${element}
    Wait Until Keyword Succeeds    20s    0.2s    Should Be Stale    ${element}

Should Be Stale
    [Arguments]    ${element}
    Run Keyword And Expect Error    *    Get Text    ${element}

Status Of
    [Documentation]    The status of an address as a program of the person logged in gets it.
    [Arguments]    ${url}
    ${status}=    Execute Async Javascript
    ...    const done = arguments[arguments.length - 1];
    ...    fetch(arguments[0], {headers: {Accept: 'application/json'}, credentials: 'same-origin'})
    ...    .then(r => done(r.status)).catch(e => done(String(e)));
    ...    ARGUMENTS    ${url}
    RETURN    ${status}
