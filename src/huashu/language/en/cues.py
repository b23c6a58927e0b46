"""The words around a promise in English, American, British and further afield, after normalising."""

from __future__ import annotations

import re
from typing import Final

from huashu.language.cues import Cues

_I: Final = (
    r"\b(?:i|we)(?:'?ll|'?d| will| shall| can| could| would| am| '?m| gonna|'?m gonna|'?m going to| am going to| want to| plan to|"
    r" intend to)?"
)
_PAY: Final = (
    r"\b(?:pay(?:ing|s)?(?! (?:my (?:rent|mortgage|electric|other)|rent|the rent|for (?:my|the|a)|attention|me\b|check|day|stub|"
    r"roll))|send(?:ing|s)?(?! me| us| someone| (?:a|the|an|it a) (?:letter|text|email|message|link))|transfer(?:ring)?|wir(?:e|ing)|"
    r"deposit(?:ing)?|remit(?:ting)?|mail(?:ing)?(?! me)|post(?:ing)? (?:it|you|a|the)|"
    r"(?:mak(?:e|ing)|do(?:ing)?|get|set up) (?:a|the|my|that|another|both|this|one|two|three|it|some|an?other|"
    r"up)?[ a-z-]{0,14}payments?|on (?:your|the|y'?all'?s) (?:app|website|site|portal)|my card (?:number|details)|card number|"
    r"mov(?:e|ing) (?:it|that|the money) (?:over|across)|"
    r"put(?:ting)? (?:[a-z]{1,5} )?(?:A|F|it|that|down|something|the money|everything|money|S|T)|get(?:ting)? (?:it|that|this|you|"
    r"y'all|everything|the (?:money|payment|rest|balance)|her|him|A|F|T|R|all)[^,.?!;]{0,24}?(?:to you|paid|in|sorted|done|over|"
    r"caught|cleared|handled|taken care of|settled|A|F|T|R|off|out|squared|current)|"
    r"clear(?:ing)?(?! (?:to me|about|my head|on))|settl(?:e|ing)|sort(?:ing)? (?:it|this|that|you|things|everything|out)|"
    r"cover(?:ing)?(?! (?:letter|for))|tak(?:e|ing) care of|drop(?:ping)? (?:it|off|by with|the|A|F)|bring(?:ing)? (?:it|you|in|"
    r"the (?:money|cash|payment|rest)|A|F|T|R)|catch(?:ing)? (?:it |this |myself )?up|"
    r"giv(?:e|ing) (?:you|y'all|ye) (?!(?:a )?(?:ring|call|shout|bell|answer|buzz|update|news|word|my word|an? ))|(?:you|y'all|"
    r"ya)(?:'?ll| will| shall| can| get|'?d| are going to|'?re going to|'?re gonna| gonna)?(?: all| definitely| certainly)? ?(?:have|"
    r"get|see|be (?:paid|getting)|expect|count on|collect)(?: (?:it|A|F|T|R|C|your|the|every|all|that|my|paid|them|everything))|"
    r"(?:i|we)(?:'ll|'m| will| am) (?:be |get )?(?:all )?(?:paid up|paid off|caught up|current|square)|(?:it|that|money|"
    r"payment)(?:'ll| will) be (?:with you|on its way|there)|say D for|(?:you|it|it'?s|that|account)(?:'ll|'re|'s| will| is|"
    r" are)? ?(?:be |get |getting |gonna be |going to be )?(?:all )?(?:paid|sorted|settled|cleared|handled|done|squared|all yours|"
    r"good as paid|in your|in the (?:bank|mail|post|account))|have (?:it|A|F|T|R|your (?:money|payment)|the (?:money|payment|cash|"
    r"rest|whole|full)|everything|that|C|all)(?: [a-z]{1,9}){0,3}|"
    r"come up with|knock(?:ing)? (?:it |out|A|F|down|off)|square|(?:zelle|venmo|cash ?app|paypal|paynow|gcash) (?:it|you|A|F|T|R|"
    r"the)|swipe|run my card|charge (?:it|my|the)|take (?:it|A|F|T|R|the money|my card|(?:the|my|a|that|this) payment)|"
    r"tap(?:ping)? (?:it|my)|(?:goes|going|go|coming|comes|come|leaves|will go|gets?) (?:out|over|through|in|to you|your way)|"
    r"hand(?:ing)? (?:it|you|over)|fork(?:ing)? (?:it|out|over)|cough(?:ing)? up|chip(?:ping)? in|throw(?:ing)? (?:you|in|A|F|down)|"
    r"swing (?:A|it|F)|manage (?:A|F|it|the|T|half)|do you (?:A|F)|offer (?:you )?(?:A|F)|(?:do|doing|does|make|making) (?:it|that|"
    r"A|F|T|R|C|"
    r"the (?:full|whole|rest|other|first|second|lot)|like A|about A|both|one|half)|afford (?:A|F|T|it)|spare (?:A|F)|part with|"
    r"scrape together|pop(?:ping)? (?:it|in|A|F|over|across)|bung|stick (?:A|it|F)|whack|chuck|ping (?:it|you|A|F)|lob|submit|"
    r"honou?r it|be current|make good|make it right|good for|money(?:'s| is| will be) (?:there|yours|in)|tak(?:en|ing) care|"
    r"direct debit|standing order|autopay|schedule(?:d)? (?:it|a|the|for|A)|put through|see to it|right by you|it'?s yours|a payment|"
    r"bank(?:ing)? in|see you (?:right|straight)|sort you out|com(?:e|ing) (?:good|through|in with)|mak(?:e|ing) (?:it|up|you|"
    r"things) (?:whole|good|right|up)|(?:slide|shoot|toss|float|front|lend|hand|spot|hit|break|slip|drop|wire|shift|fling|sling|"
    r"fire) (?:you|y'all|it|A|F)|your (?:money|dosh|cash|payment|dough)(?: is|'s)?|the (?:money|cash|readies|dosh|dough|funds)(?: is|"
    r"'s|'ll| will)|(?:put|take|hit|charge) (?:it )?(?:on|off|to|my) (?:my )?card|as good as (?:done|paid)|bank on it|count on (?:it|"
    r"me)|consider it|put me down|pencil me in|mark (?:me|it) down|lay down|walk(?:ing)? in with|in to pay|kick(?:ing)? in|"
    r"up to date|straighten(?:ed)? (?:it |this |me )?(?:out|up)?|handle(?:d)? (?:it|this|that)|handling (?:it|this|that)|tak(?:e|"
    r"ing) care of (?:it|this|that|you)|shell(?:ing)? out|stump(?:ing)? up|ante up|pony up|pitch(?:ing)? in|be (?:all )?yours|"
    r"goes to you|off my (?:chest|plate|back)|the job done|get it done|done and dusted|wrap(?:ped|ping)? (?:it|this|that) up|"
    r"clos(?:e|ing) (?:it|this|that|the|my|T|A|F|R)|(?:do|doing|make|making) (?:a |an |the )?(?:neft|imps|rtgs|upi|gpay|bank transfer|"
    r"transfer|e-?transfer|wire|giro)|if (?:i|we) (?:paid|sent|dropped|put)|close(?:d)? (?:it|this|that) out|finish(?:ed|ing)? (?:it |"
    r"this |that |the )?off|hand delivered|autodebit|(?:do|manage|swing) D|"
    r"(?:heading|going|walking|driving|on my way)(?: over| down)? to (?:the|my) bank|"
    r"in line at the bank|do the needful|squar(?:e|ing) (?:this|it|that|up|things))\b|[ACF]"
)
_HIM: Final = (
    r"\b(?:my (?:own )?(?:ex|ex-?wife|ex-?husband|wife|husband|missus|hubby|brother|sister|bro|sis|mom|mum|mother|dad|father|son|"
    r"daughter|cousin(?: brother)?|uncle|aunt|aunty|auntie|boyfriend|girlfriend|partner|fianc[ée]e?|friend|buddy|mate|roommate|boss|"
    r"employer|company|agent|in-?laws|parents|grandma|nan|grandpa|folks|family|sister-in-law|brother-in-law|mother-in-law|father-in-law|"
    r"co-?signer|kid|accountant|lawyer|landlord|manager|job|tenant|client|customer)|he|she|they|the (?:insurance|boss|company|agency|"
    r"client|customer|office|union|state|government|bank|ex))\b"
)
_NOTPAY: Final = (
    r"(?:won'?t|will not|ain'?t|am not|'m not|are not|'re not|not|never|no longer|refus\w+|isn'?t|is not|wouldn'?t) (?:be |going to |"
    r"gonna |ever |about to |goin' to )*"
)

CUES: Final = Cues(
    split=re.compile(
        r"[,.?!;:\n]+(?=\s|$|[A-Z\"'])|(?: -+ ?|—|–)|(?=\b(?:but|then|and then|and the R|and R|though|however|only) )|"
        r"(?<=[ADFRTN]) (?=and (?:i|we|R|A|F|another|the|you|that|then)\b)|(?=\band (?:i'?ll|i will|then|you'?ll|i can) )|"
        r"(?= so (?:i'?ll|i will|i can|you'?ll|on D|D))"
    ),
    pay=re.compile(_PAY),
    paid=re.compile(
        r"\b(?:(?<!if )(?:i|we|i've|we've|she|he|wife|husband|i have|we have|payment|it was|it's been|it has been)(?: have| had| was|"
        r" already| P| just| only|'s| did){0,3} (?<!get )(?:paid|sent|made|mailed|wired|transferred|settled|cleared|deposited|"
        r"dropped off|gave you|given you|posted|put through)|payment (?:already )?(?:went|has gone) (?:through|out)|(?:you|"
        r"they)(?: guys)? (?:already |just |P )*(?:took|charged|debited|deducted|pulled|withdrew)|already (?:paid|sent|made|went|did|"
        r"gave|came|cleared|debited|deducted)|have paid|did pay|(?:came|went|taken|debited|deducted|drafted) (?:out|off)|"
        r"P[^,.?!;D]{0,14}(?:paid|sent|made|gave)|(?:paid|sent|gave|made)(?: you(?: guys)?| y'all| it| that| a payment|"
        r" A)*[^,.?!;D]{0,12}P|cleared my account|been paid)\b"
    ),
    unable=re.compile(
        r"\b(?:can'?t|cannot|can not|couldn'?t|unable to|not able to|no way i can|won'?t be able to|don'?t have|haven'?t got|"
        r"ain'?t got|no money|broke|skint|short|tapped out|not gonna happen|impossible)\b(?! (?:promise|guarantee|say|swear|commit|"
        r"believe|wait|thank|talk|hear|miss|a problem))"
    ),
    dead_before=re.compile(
        r"\b(?:call|ring|text|phone|email) (?:you|me)(?: back)?(?: on)? $|"
        r"(?:\b(?:instead of|rather than)|\b(?:earliest|soonest)\b[a-z\' ]{0,30} is(?: on)?|\b(?:it'?s|today'?s|today is|that'?s not|"
        r"is not|isn'?t)(?: (?:already|only|just|still|nearly|almost|not|barely|like|P))+|\bi know it'?s(?: already| only)?|"
        r"\bnot(?: until| on| by)?|\bno on|\b(?:laid off|fired|born|moved|started|broke down|went out|died|diagnosed|divorced|"
        r"since|was|were|"
        r"happened|lost my job|lost (?:my|the) [a-z]+|got hurt|got sick)(?: back)?(?: in| on)?|\blet me (?:have|enjoy|"
        r"get through)(?: my)?|\bclosed(?: on)?|\bafter) $"
    ),
    dead_day=re.compile(
        r"^ (?:of )?P|^(?:'s| is| was| would be|,|\.| just| really| probably| might be| ain'?t| too| definitely)* ?(?:(?:won'?t|"
        r"will not|wouldn'?t|doesn'?t|isn'?t|ain'?t|is not|not) (?:work|do|happen|gonna|going to|possible|good|be possible|be able|"
        r"enough)|no good|out\b|out of the question|impossible|too (?:soon|early|tight|quick)|looking (?:doubtful|bad|unlikely|rough|"
        r"iffy)|doubtful|unlikely|iffy|can'?t|i can'?t|i don'?t|no can do|not looking|isn'?t|not obviously|not (?:happening|gonna))"
    ),
    other=re.compile(
        r"\b(?:filing|took it|towed|tow truck|repossess\w*)\b|"
        r"\b(?:call(?:ing|s)?(?: me| you| back| again| ya)?|(?:give|gimme) (?:me|you|us|ye) (?:a |an )?(?:call|ring|shout|bell|buzz|"
        r"answer|update|callback)|ring(?:ing)?|phone (?:me|you|back)|hear from|text(?:ing)? (?:me|you)|email(?:ing)? (?:me|you)|"
        r"(?:be |get |getting |come |coming |fly |flying |am |'m )?(?:back|home)(?: in town| from| to you about)?|"
        r"talk(?:ing)?(?: to)?|speak(?:ing)?|meet(?:ing)?|visit(?:ing)?|stop(?:ping)? by|come (?:in|by|over|see|down)|swing by|"
        r"drop by|let you know|get back to (?:you|me)|figure (?:it |this |something )?out|find out|check(?:ing)? (?:my|with|on|in|"
        r"back)|appointment|interview|court|surgery|doctor|hospital|funeral|wedding|birthday|start(?:ing)? (?:my|a|the|work|new)|due|"
        r"deduct(?:s|ed)?|drafts?|bill(?:ed)?|statement|closes?|open(?:s)?|off work|days? off|travel(?:ing|ling)?|leave(?:s|ing)?|"
        r"moving|move|try (?:me |us |back )?again|try (?:me|us|back)\b|seeing|know more|coming (?:on|over|by)|hearing|skip|waiting|"
        r"trial|i thought|said i had|i had until|was told|lost|broke down|died|passed away|happened)\b"
    ),
    other_day=re.compile(
        r"^[^,.?!;DATFRC]{0,4}(?:you can )?(?:i'?ll )?(?:call|ring|phone|text|speak|talk|is my birthday|is when (?:it|the)|back\b|"
        r"give me a call)"
    ),
    income=re.compile(
        r"\b(?:(?:i |we )?(?:get|gets|getting|got|be|am|'m|'ll be|been)(?:ting)? paid|pay ?(?:day|check|cheque)s?|wages?|salary|"
        r"check (?:comes|hits|clears|lands|posts|drops|gets)|(?:get|gets|getting) my (?:check|cheque|wages|salary)|cheque|"
        r"direct deposit|paid (?:on|every|fortnightly|weekly|monthly|"
        r"biweekly)|tax (?:refund|return)|refund|bonus|commission|settlement|inheritance|pension|disability|social security|ssi|ssdi|"
        r"universal credit|benefits?|unemployment|maturity|matures?|cd\b|giro|stimulus|(?:deposit|money|funds|payment|transfer|loan|"
        r"it|that) (?:comes|hits|clears|lands|posts|drops|arrives|matures|goes) ?(?:in|through)?|(?:transferring|sending|lending|"
        r"giving|paying|wiring|loaning|owes|transfers|sends|lends|gives|pays) me)\b"
    ),
    third=re.compile(
        rf"{_HIM}(?:'s|'ll|'d| is| are| will| has| had| was)?(?: [a-z]+){{0,2}}? (?:say|says|said|told|tell|tells|reckon|reckons|"
        rf"promised|promises|swears|claim|claims|mentioned|assured|going to|gonna|will|paying|pay|pays|sort|sorting|handle|handles|"
        rf"handling|send|sends|sending|take|taking|cover|covering|make|makes|making)\b(?! me\b)|\bthey (?:tell|told|say|said)|"
        rf"\b(?:i (?:was|been) told|word is|supposedly|apparently)\b|{_HIM}'ll (?:pay|sort|send|cover|handle|take|do|get|make|have|"
        rf"be)"
    ),
    own=re.compile(
        rf"{_I}(?: (?:just|definitely|then|only|still|also|always|gladly|personally|certainly|absolutely|probably))* (?:pay|paying|"
        rf"send|sending|give|giving|transfer|get(?! paid)|make|making|clear|clearing|settle|do|doing|put|have|bring|bringing|catch|"
        rf"cover|drop|take|be paying|wire|sort|handle|knock|throw|mail|come up|zelle|venmo|bung|ping|pop|square)\b|\byou'?(?:ll|"
        rf"re) (?:have|get|getting|gonna get)|\byou (?:get|will have|will get)|\b(?:so )?on D i\b"
    ),
    condition=re.compile(
        r"\b(?:if|provided|providing|as long as|so long as|unless|assuming|contingent|depends on|depending on|depend on|subject to|"
        r"on (?:the )?condition|in case|once|only when|the (?:day|minute|second|moment) (?:he|she|they|it|the|my|i (?:get|have|receive|"
        r"see) (?:it|that|them)\b)|whenever (?:he|she|"
        r"they|it|the|my)|as soon as (?:he|she|they|it|the|my|that|somebody|someone)|soon as (?:he|she|they|it|the|my|that)|"
        r"when(?:ever)? (?:he|she|they|the (?:insurance|house|car|deal|settlement|refund|claim|loan|sale|check|buyer|bank|court|"
        r"state|council|government)|it|"
        r"my (?:brother|sister|ex|tenant|client|customer|insurance|claim|loan|settlement|house|car|truck|case|refund|buddy|cousin|"
        r"lawyer|disability)|somebody|someone|state farm|geico)[^,.?!;]{0,30}(?:pay|pays|paid|sells?|sold|comes through|goes through|"
        r"clears?|approves?|approved|settles?|cuts|closes|releases|refunds|returns|honou?rs|funds))\b"
    ),
    event=re.compile(
        r"\blet (?:the|my) [a-z ]{2,20} pay me\b|"
        r"\b(?:he|she|they|boss|customer|client) pays? me,?(?: first)?,? then\b|\b(?:when|once|after|as soon as|soon as|the day|"
        r"the minute|the moment)\b[^.?!;D]{0,40}\b(?:sells?|sold|approv\w+|settles?|closes?|goes through|comes through|pays (?:out|"
        r"me)|paid out|clears?|totals|unblock\w*|unlock\w*|unfreez\w*|buys?)\b"
    ),
    wages=re.compile(
        r"\b(?:i (?:get|am|'m) paid|i'?m paid|get paid|paycheck|pay ?day|wages|salary|my check|payroll|i have (?:the|some|any) money|"
        r"i get (?:the|some|any|my) money|things)\b"
    ),
    mild=re.compile(
        r"\bonce (?:my head|i'?m (?:back|on)|things|i get back)\b|"
        r"\bif (?:that'?s (?:ok|okay|fine|alright|all right|possible|good)|it'?s (?:ok|okay|fine|alright|not|possible|all the same)|"
        r"that (?:works|helps|suits)|this (?:works|helps)|D (?:works?|is (?:ok|okay|fine|good|alright|all right))|you'?re|"
        r"you(?! (?:can |could |guys |would |will |just )*(?:knock|waive|take|remove|drop|"
        r"fix|unblock|unlock|lower|reduce|cut|stop|send|refund|credit|reinstate))(?:'re)? (?:don'?t|do not|want|like|need|see|find|"
        r"hear|know|come|must|can|"
        r"could|let|leave|give|insist|ask|will|wouldn'?t)|i (?:don'?t|do not|do (?:it|that|this|them)|say|said|have to|remember|"
        r"may|might)|it (?:isn'?t|"
        r"doesn'?t|ain'?t|kills|helps|makes|works)|anything|need be|not|only|ever|all goes|everything goes|everything works|possible|"
        r"i can|i could|i'?m not|i'?m lucky|it pleases|the good lord)\b|\bas if\b|\b(?:okay|ok|alright|all right|fine|cool|good|"
        r"possible|mind) if\b|\b(?:more|extra|sooner|earlier|quicker|even)[^,.]{0,6} if\b|\bonce i(?:'ve|'m| have| am)? (?!get paid|"
        r"sell|hear|get (?:my|the))|\bwhat if\b|\bonce (?:and for all|more|again|a (?:week|month))\b|\bthis once\b|"
        r"\bfor once\b(?! in (?:his|her|their|my))|"
        r"\bat once\b|\ball at once\b|\bcheck[^,.]{0,20}once$|\bonce$|\bcall[^.]{0,20}if\b|\bonce i (?:get off|get home|hang|finish|"
        r"log|find my|figure)\b|\bas soon as (?:i|we)\b|\bit'?s been once\b"
    ),
    at_once=re.compile(
        r"\b(?:same day|that day|that very day|right (?:then|away|after)|straight(?: ?away| off| after)?|immediately|"
        r"(?:very )?(?:minute|moment|second|next day)|the day (?:you|it|he|she|they|that)|then and there|on the spot|then i|"
        r"off of it|out of (?:it|that)|you get|there and then|instantly)\b|^ ?(?:then )?(?:i'?ll|you'?ll|i will|i'm|i can|you get)|"
        r"\bD$"
    ),
    lender_first=re.compile(
        r"(?:^|[,.!?;] ?|\b(?:you|just|please|first|guys|y'all|and|need to|have to|gotta|got to) )(?:unblock|unlock|unfreeze|waive|"
        r"remove|take off|take (?:[a-z]+ ){1,4}off|drop|fix|correct|cancel|stop|send me(?! (?:the|a|your) (?:link|account|bank|"
        r"number|details|invoice|text))|give me my|restore|reinstate|turn (?:my|the|"
        r"it)|refund|knock off|lift|release|return|credit|sort out (?:your|the|my)|get (?:the|my|that|your) [a-z ]{1,20}(?:fixed|"
        r"working|off|removed|back))\b[^.?!;]{0,40}?(?:,| and| then)[^.?!;]{0,14}? ?(?:then )?(?:i'?ll|i will|i'm|you'?ll (?:get|"
        r"have)|we'?ll|i pay|you get)|\bonce you(?: guys| people)? (?:unblock|unlock|waive|remove|fix|drop|send|take|stop|correct|"
        r"refund|restore|reinstate|sort|credit)|\bwhen you(?: guys| people)? (?:unblock|unlock|waive|remove|fix|drop|send|take|stop|"
        r"correct|refund|restore|reinstate|sort|credit)"
    ),
    hedge=re.compile(
        r"\b(?:should(?:n'?t be a problem| be able| have| be| do|)|try(?:ing)?(?: to| and| my| for)|tryna|probably|prob(?:s|ly)|"
        r"maybe(?! A)|perhaps|possibly|hopefully|hoping|i hope|(?:i|we) (?:think|guess|reckon|believe|suppose|expect|figure|imagine|"
        r"feel)|might|most likely|likely|with (?:any )?luck|god willing|inshallah|insha'?allah|lord willing|fingers crossed|ought to|"
        r"do my best|my (?:level |very )?best|aim(?:ing)?(?: to| for)|see about|shoot(?:ing)? for|(?<!you're )looking (?:at|like)|kind of|"
        r"sort of thinking|not (?:entirely )?sure|if all goes|if everything|if possible|if i can|if i could|roughly|more than likely|"
        r"pretty sure|fairly sure|supposed to|all being well|touch wood|knock on wood|i'?d say|i would say|thinking|somewhere around|"
        r"tentative(?:ly)?|could be|want to say|planning on|god permitting|in theory|depending)\b"
    ),
    waver=re.compile(
        r"\b(?:we'?ll see|i'?ll see|we will see|let'?s see|let me see|see (?:what|if|how) (?:i|we|it|things)|can'?t (?:promise|"
        r"guarantee|commit|swear|say for (?:sure|certain)|make (?:any )?promises?|be sure)|cannot (?:promise|guarantee|commit)|"
        r"won'?t promise|not (?:promising|making (?:any )?promises|committing|guaranteeing|saying yes)|no (?:promises|guarantees)|"
        r"don'?t (?:hold me|quote me|want to (?:promise|commit)|wanna (?:promise|commit))|wouldn'?t (?:count on|bet|swear|promise|"
        r"hold)|don'?t know(?: yet| if)?|not (?:sure|certain) (?:if|whether|about|i\b|yet|D)|no idea|play it by ear|up in the air|"
        r"hard to say|couldn'?t (?:tell|say)|can'?t (?:tell|say)|i'?d have to think|have to (?:think|check|ask|see)|need to (?:think|"
        r"check|ask)|not (?:signing|agreeing)|depends(?! on my)|don'?t like to say|do what i can|take it from there|"
        r"can'?t give you a (?:date|day)|don'?t want to lie|don'?t wanna lie|doubt (?:it|i))\b"
    ),
    refuse=re.compile(
        rf"\b(?:(?:i|we|you) ?{_NOTPAY}(?:pay(?:ing)?|getting|get|giv(?:e|ing) (?:you|y'all)|send(?:ing)?|see(?:ing)?)\b(?! (?:the |"
        rf"any |your |that )?(?:late|fee|fees|charge|penalty|interest|today|tonight|all|until D|before|till D|attention|it all|"
        rf"everything))|you(?: ain'?t| aren'?t|'re not| will not| won'?t| will never|'ll never)(?: ever)? (?:getting|get|gonna get|"
        rf"going to get|see|seeing)|refus\w+ to pay|whistle for it|(?:not|never|n't)\b[^.,?!;]{{0,48}}\b(?:a|one|another|"
        rf"single) (?:single |red |further )?(?:dime|cent|penny|rupee|nickel|buck)|not (?:a|one|another) (?:red )?(?:dime|cent|penny|"
        rf"rupee|nickel|dollar|buck|damn|single)|hell (?:will )?freez\w+|pigs (?:fly|have wings|might fly)|over my dead body|sue me|"
        rf"take me to court|see you in court|good luck (?:getting|collecting|with that)|kiss my|go to hell|go jump|and i won'?t$|"
        rf"in the year (?:[0-9]+|A)|i'?d sooner [a-z ]{{3,30}} than (?:give|pay|send)(?: it| you)?(?!\w)|grows on trees|"
        rf"no way (?:i'?m|am i|in hell)|stopped paying|(?:it'?s|ain'?t) (?:not )?(?:coming|happening)(?: ever)?$|not ever|"
        rf"now or ever|(?:i'?d|i would) rather [a-z ]{{3,30}} than (?:give|pay|send)(?: it| you| that)?|kingdom come|done paying|"
        rf"shove it|blood from a stone|never paying|not paying|ain'?t paying|no intention of|not gonna pay|(?:ain'?t|aren'?t|"
        rf"not) (?:getting|seeing) (?:it|a|my|any)|never going to pay|nothing from me|get nothing|getting nothing|when (?:i'?m dead|"
        rf"donkeys|the cows)|twelfth of never|thirty[- ]second of|next century|do (?:whatever|what) you (?:want|like|gotta|have to)|"
        rf"forget it|come and (?:get|take) it|ain'?t (?:getting|seeing)|won'?t pay|will not pay|i don'?t pay|"
        rf"not one rupee|in your dreams|dream on|fat chance|no chance in hell|on the [0-9a-z]+ of never|keep dreaming|"
        rf"it'?ll be a cold day|i (?:am not going|no go|ain'?t going|'m not going) (?:to )?(?:re)?pay|(?:thirtieth|30th|"
        rf"thirty[- ]first) of february)\b|\bnever(?: ever)?[.!]?$|\bperiod$"
    ),
    not_refuse=re.compile(
        r"\bif (?:i|it|the money)(?:'s)? (?:don'?t|isn'?t|ain'?t|not|doesn'?t)|"
        r"\b(?:not (?:refusing|saying (?:i'?m not|i won'?t)|trying to (?:avoid|dodge|not))|not that i (?:won'?t|don'?t|'?m not)|"
        r"it'?s not that i|never said i (?:won'?t|wouldn'?t|wasn'?t)|didn'?t say i (?:won'?t|wouldn'?t|wasn'?t)|not like i(?:'m not|"
        r" won'?t)|(?:won'?t|not) (?:pay|paying) (?:it )?late|can'?t pay|"
        r"A[^.?!;]{0,24} and not (?:a|one|another) (?:single |red )?(?:dime|cent|penny|rupee|nickel|dollar|buck) more)\b"
    ),
    deny=re.compile(
        r"\b(?:(?:i )?(?:never|didn'?t|did not|don'?t remember|don'?t recall|no one|nobody) (?:said|agreed?|promised?|told|say|"
        r"saying|agreeing|promising|made|signed up)(?! i (?:won'?t|wouldn'?t|wasn'?t))|who(?: the hell)? (?:said|told you|put)|"
        r"who's (?:said|put)|when did i (?:say|agree|promise))\b"
    ),
    joke=re.compile(
        r"\b(?:lottery|lotto|powerball|mega ?millions|win big|jackpot|scratch(?:er|card|[- ]off)|my ship comes in|numbers come up|"
        r"euromillions|four-?d|toto|strike it rich|hit the numbers|premium bonds|money tree|inherit a)\b"
    ),
    correct=re.compile(
        r"\b(?:i mean|no wait|wait|scratch that|actually|make (?:that|it)(?! (?:right|to|there|home|happen|through|work|up|good))|"
        r"sorry|hold on|hang on|correction|let me (?:rephrase|think)|strike that|rather|better (?:make|say)|no(?=,? (?:the )?[DA])|"
        r"not D|or (?:rather|actually|no)|nope|on second thoughts?|tell (?:you )?(?:a lie|what)|i tell a lie|na[hw]|you know what|"
        r"let'?s (?:say|make it)|"
        r"call it|^ ?no,?$|^ ?no\b(?! (?:need|more|problem|worries|rush|idea|way|later|matter|reason|money|chance|point|use|question|"
        r"doubt)\b))\b"
    ),
    inquiry=re.compile(
        r"\b(?:what(?! if| about| i| time i|ever|'s (?:left|owed|due|overdue|past due|outstanding|behind)| (?:i|we|he|she|they|it|"
        r"you) owes?| is (?:left|owed|due|overdue))|how (?:much|many|long|come|does(?! D)|do|will|would)|why|"
        r"which(?! is|'s)|"
        r"where|who|when (?:is|are|do|does|did|was|will it|would)|will (?:it|that|there|you)|would (?:it (?:affect|hurt|cost|"
        r"be (?:any|more|extra))|there|you (?:waive|stop|report|drop|still))|(?<!he )(?<!she )(?<!that )(?<!it )does (?:it|that)|"
        r"do you|are you|is (?:there|that going|it going to)|"
        r"(?<!what )(?<!okay )(?<!ok )(?<!alright )(?<!all right )(?<!fine )(?<!cool )(?<!good )if i (?:was|were|did|pay|paid|leave|"
        r"left) (?:to )?|is someone)\b"
    ),
    offer=re.compile(
        r"(?:^|\b(?:so|and|well|but|look|or|then|um|okay|ok|please|hey|listen) )(?:can|could|may|might|shall|would|will|is|does|do|"
        r"what (?:about|if|say)|how (?:about|does)|any chance|you think|think|you (?:guys )?(?:okay|ok|cool|good|fine))\b|^how A|"
        r"\b(?:can|could|may|might|should) (?:i|we)\b|how does D|\bcan or not|\bwould that\b|\bif (?:that|it)(?:\'s| is) (?:ok|okay|"
        r"alright|all right|fine|possible)\b|(?:okay|ok|alright|all right|fine|work|works|good|possible|acceptable|can or not|boleh|"
        r"can)(?: with you| for you| by you)?\?|\bcan (?:or not|ah|lah|meh)"
    ),
    suppose=re.compile(
        r"\b(?:(?<!what )(?<!okay )(?<!ok )(?<!alright )(?<!all right )(?<!fine )(?<!cool )(?<!good )if i (?:was|were|did|pay|paid|"
        r"leave|left)|supposing|say i paid)\b"
    ),
    settled=re.compile(r"\b(?:deal|it'?s settled|done deal|that'?s settled)\b"),
    accepts=re.compile(
        r"\b(?:have to be|'?s (?:good|fine|okay|great|perfect)|is (?:good|fine|okay|great|perfect|when)|works?|won'?t be|be later|"
        r"make it|sounds? (?:good|fine)|sound|call it|say|excuses|fail|my word|mark it|write it down|take it or leave it)\b"
    ),
    tag=re.compile(
        r"^ ?(?:and )?(?:okay|ok|alright|all right|right|yeah|yes|deal|fair enough|fair|you know|see|happy(?: now)?|got it|you hear|"
        r"hear me|understand|eh|innit|isn'?t it|ain'?t it|satisfied|good enough|you got that|won'?t you|cool|there|good|sound good|"
        r"(?:does|will) that (?:make|keep|get) you [a-z ]+|how'?s that|are we good|we good|can you note that(?: down)?)\?*$"
    ),
    plea=re.compile(
        r"\b(?:can|could|would|will|may|any way|any chance)\b[^.?!]{0,30}(?:more time|extend|extension|wait|hold off|give me|"
        r"push (?:it|this|the)|defer|another (?:week|month)|until|till|a few (?:more )?days|have (?:until|till|another|more)|L)\b|"
        r"\b(?:need|want|asking for|after) (?:an extension|more time|some time|time)\b|\bextend\b|\bextension\b"
    ),
    order=re.compile(
        r"\b(?:give me|gimme|need|allow me|just|let me have|i want|give us|grant me|it'?ll (?:take|be)|i'?ll need|wait|another|"
        r"hold off|bear with me|i have|take me)(?: (?:another|about|just|like|til|till|until|for|the))*[ ]?L|^ ?(?:just )?L(?: ?$|"
        r" (?:and|tops|max|is|i|you|from))|L(?:,| and) (?:i'?ll|you'?ll|it'?ll|then)|\bL$|(?:for|in|the) L"
    ),
    first=re.compile(
        r"\b(?:to start|for (?:a )?start|first|upfront|up front|down|for starters|to begin|as a start|toward|towards|good faith)\b"
    ),
    more=re.compile(r"\b(?:then|another|again|second|other|next|R|rest|after that|also|more)\b"),
    split_in=re.compile(
        r"\b(?:(?:split|divide|break|spread|chop|cut)[^.?!;]{0,24}?(?P<n>two|three|four|five|six|half|halves|thirds|quarters|2|3|4|5|"
        r"6)(?: ways| equal| even| parts| payments| instal?lments| chunks)?|(?P<m>two|three|four|five|six|2|3|4|5|6) (?:equal|even|"
        r"same)(?: monthly| weekly)? ?(?:amounts|payments|instal?lments|parts|chunks|shots|goes)|(?P<k>two|three|four|2|3|"
        r"4) (?:instal?lments|payments|ways)|half and half|[AF] (?:on )?each|each A|A twice|A apiece|equal (?:payments|parts|"
        r"instal?lments)|"
        r"evenly)\b"
    ),
    amount_before=re.compile(
        r"(?:\bme(?: back)?|\bowe(?: you)?|\bowed|\bowing|\bbehind|\btotal(?:s|ing)? (?:of|is)?|\bfees?(?: of| is| was)?|"
        r"\bcharges?(?: of)?|"
        r"\bcharged(?: me)?|\binterest(?: of)?|\brent(?:'s| is| was)?|\bpayments?(?:'s| is| are| was)|\bmake|\bmaking|\bearn(?:ing|"
        r"ed)?|\bmade|\bsalary(?: is)?|\bwages?|\bpension|\b(?:i|we) (?:only |just )?(?:got|have)|\b(?:i'?ve|we'?ve|only|"
        r"just)(?: only| just)? got|\b(?:i|we) had|\bwas|\bcost(?:s|ing)?(?: me)?|\bspent|\bbill(?: is| was| for)?|\bloan(?: of)?|"
        r"\bborrowed|\bpaid(?: you)?(?: guys)?|\bsent(?: you)?(?: guys)?|\bgave(?: you)?|\bsaid (?:i'?d|i would|"
        r"i was going to) (?:send|pay)|\bonly|\bbalance(?: of| is)?|\bcheck for|\btook(?: out)?|\btaking out|\bnormally|\busually|"
        r"\bagree(?:d)? to(?: any)?|\bof the|\bsecurity deposit|\bdeposit(?: of)?|\bwaive|\bkeep|\bevery one of|\bhit me with(?: a)?|"
        r"\bowes me|\bwon|\bwin|\bin my (?:account|pocket)|\bhours? (?:got )?cut|\btransmission|\bfrom|\bdown to|\bwith the|\bnot|"
        r"\bthat|\bthe extra|\bcosts?|\blost|\binstead of|\bdemanding|\basking for|\bwant(?:ed)?(?: me to pay)?)(?: (?:the|a|you|"
        r"like|about|all|my|me|of|over|some|maybe|only|just|an?other|this|around|any))* ?$"
    ),
    amount_after=re.compile(
        r"^ ?(?:in |of |a month in |for (?:the |my )?)?(?:late fees?|fees?|charge|penalt|interest|rent\b|in (?:my|the) (?:account|"
        r"bank|pocket|drawer)|to my name|on me\b|for (?:rent|groceries|food|gas|the (?:kids|doctor|dentist|transmission|repair|tires|"
        r"electric|vet|car repair)|my (?:rent|meds|mortgage|son|daughter))|a month (?:on|for|in rent|to live)|salary|deposit\b|"
        r"is (?:too much|way|crazy|insane|what i (?:owe|make))|behind|overdue|past due|i (?:don'?t|can'?t|ain'?t)|(?:more )?than|"
        r"last (?:month|week)|already|went|P)|^ ?(?:dollar |pound )?(?:late|penalty)"
    ),
    until_done=re.compile(r"\b(?:until|till|til) (?:it'?s|i'?m|it is|the|we'?re|that'?s|paid|we are)|\bpaid (?:up|off)\b"),
    habit=re.compile(
        r"\b(?:was|were) supposed to\b|"
        r"\b(?:been (?:paying|sending|making)|usually|normally|always|generally|typically|every month on|auto ?pay|"
        r"automatic(?:ally)?|comes out|my due date|(?<!past )(?<!over)due (?:on|date|every)|giro|deduct)\b"
    ),
)
