"""What was looked at and what was done, in words for the person whose record it is.

A test finds every action and page in the code, and misses those that have no words here. What was
said about a concern is called *your record*: this list may be read by somebody else at the table.
"""

from __future__ import annotations

RECORD = "your record"
WROTE = "wrote in your record"

PAGES = {  # looked at …
    "appointment": "an entry in the diary",
    "concern": RECORD,
    "connection": "something we told you about",
    "consent:record": "what you have agreed to",
    "consent:research": "what you said about research",
    "contact correction": "a contact, to correct it",
    "contact": "the page to record a contact",
    "conversation": "what matters to you",
    "fares": "help with fares",
    "follow-up": "the call after the goodbye",
    "goodbye letter": "the letter at the end",
    "goodbye": "the goodbye",
    "handed back": "your answers to our questions",
    "handing over": "the page to hand over to another connector",
    "inbox compare": "whether we know you already",
    "inbox": "the referral",
    "longer support": "the page to agree longer support",
    "measure": "your answers to our questions",
    "measures": "the questions that we ask",
    "new connection": "the page to add something to do",
    "not now": "the questions that we ask",
    "pages:looks": "this list",
    "pages:more": "what else can be done",
    "pages:person": "the first page",
    "people:add": "whether we know you already",
    "people:died": "the page to say that somebody has died",
    "people:history": "what was recorded before",
    "people:record": "everything that is recorded",
    "people:restrict": "whom the record opens for",
    "plan copy": "a copy of your plan",
    "plan": "your plan",
    "questions": "the questions that we ask",
    "referral duplicates": "whether we know you already",
    "referral": "the page to take down a referral",
    "rehearsal": "getting there without us",
    "supervision": "your record, to see how we are doing",
    "support need": "how much support may be needed",
    "thanks": "your answers to our questions",
    "visit": "what to know before a visit",
}
STARTS = {"people:edit": "the page to change your record", "plan": "your plan"}

DONE = {
    "APPOINTMENT_CANCELLED": "took something out of the diary",
    "APPOINTMENT_DONE": "ticked something off in the diary",
    "APPOINTMENT_MADE": "put something in the diary",
    "APPOINTMENT_MOVED": "moved something in the diary",
    "APPOINTMENT_NOT_AT_HOME": "wrote that you were not at home",
    "CONNECTION_ADVANCED": "wrote what came of something to do",
    "CONNECTION_MADE": "told you about something to do",
    "CONSENT_GIVEN": "wrote down what you agreed to",
    "CONSENT_REFUSED": "wrote down what you did not agree to",
    "CONTACT_CORRECTED": "corrected a contact",
    "CONTACT_RECORDED": "recorded a contact",
    "CONVERSATION_ADDED": "wrote down what you said",
    "CONVERSATION_CORRECTED": "corrected what you said",
    "EPISODE_ENDED": "ended the support",
    "EPISODE_EXTENDED": "agreed longer support",
    "EPISODE_HANDED_OVER": "handed over to another connector",
    "EPISODE_OPENED": "began the support",
    "FARE_PAID": "helped with a fare",
    "FARE_TAKEN_OUT": "took out a fare",
    "FOLLOWED_UP": "rang after the goodbye",
    "GLASS_BROKEN": "broke the glass",
    "GLASS_SEEN": "looked into why the glass was broken",
    "GOAL_ADDED": "added to your plan",
    "GOAL_CHANGED": "changed your plan",
    "GOAL_CLOSED": "changed your plan",
    "GOODBYE_SAID": "said goodbye",
    "HELPED_ONCE": "recorded one conversation",
    "IMPORTANT_PERSON_ADDED": "wrote down who matters to you",
    "IMPORTANT_PERSON_CHANGED": "changed who matters to you",
    "IMPORTANT_PERSON_REMOVED": "changed who matters to you",
    "LOOKS_SEEN": "looked into who had looked",
    "MEASURE_ANSWERED": "wrote down your answers",
    "MEASURE_PUT_OFF": "put off the questions",
    "PEOPLE_MERGED": "put two records of yours together",
    "PEOPLE_TAKEN_APART": "took two records apart again",
    "PEOPLE_TOLD_APART": "wrote that two records are of two people",
    "PEOPLE_TOLD_APART_TAKEN_BACK": "took back that two records are of two people",
    "PERSON_ADDED": "began your record",
    "PERSON_CHANGED": "changed your record",
    "PERSON_CONTACT_POINTS_SET": "changed how to reach you",
    "PERSON_DIED": "recorded a death",
    "PERSON_DID_NOT_DIE": "took back a death recorded by mistake",
    "PLAN_AGREED": "agreed the plan with you",
    "PLAN_REVIEW_SET": "set a day to look at the plan again",
    "RECORD_FREED": "lifted the restriction of your record",
    "RECORD_READ": "read your record, to see how we are doing",
    "RECORD_READ_ANSWERED": "answered a note on your record",
    "RECORD_RESTRICTED": "restricted your record",
    "REFERRAL_ACCEPTED": "said yes to the referral",
    "REFERRAL_DECLINED": "said no to the referral",
    "REFERRAL_MOVED": "put the referral in the right record",
    "REFERRAL_RECEIVED": "took down the referral",
    "REFERRAL_REDIRECTED": "passed the referral on",
    "REFERRAL_WAITS": "kept the referral waiting",
    "REFERRAL_WITHDRAWN": "wrote that the referral was taken back",
    "REHEARSAL_RECORDED": "wrote how it went without us",
    "RESEARCH_OPTED_OUT": "left your record out of research",
    "RESEARCH_OPT_OUT_TAKEN_BACK": "took back that your record stays out of research",
    "RISKS_NONE_KNOWN": "wrote that no risks are known",
    "RISK_ADDED": "wrote down a risk",
    "RISK_ENDED": "ended a risk",
    "STEP_ADDED": "added a step to your plan",
    "STEP_CHANGED": "changed a step of your plan",
    "STEP_STATUS": "ticked off a step of your plan",
    "SUPPORT_NEED_ASSESSED": "wrote how much support may be needed",
    "TAG_ADDED": "added a word about your interests",
    "TAG_REMOVED": "took off a word about your interests",
    "TRANSITIONS_ANSWERED": "wrote down changes in your life",
    "VISIT_ARRIVED_LATER": "corrected when a visit began",
    "VISIT_BEGUN": "came to visit",
    "VISIT_CONFIRMED_SAFE": "rang to see that all was well at a visit",
    "VISIT_ENDED": "came out of a visit",
    "VISIT_WRITTEN_DOWN": "wrote down a visit",
}


def page_words(page: str) -> str:
    """Which page it was; *your record* where that is all there is to say."""
    return PAGES.get(page) or STARTS.get(page.split(" ")[0]) or RECORD


def done_words(action: str) -> str:
    """What was done; *wrote in your record* where that is all there is to say."""
    return DONE.get(action, WROTE)
