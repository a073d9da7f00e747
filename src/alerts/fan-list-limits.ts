/** How far the site's answers may be out of date, in seconds. */
export const answerLagSeconds = 600;
/** How many fans of an account the site lists. */
export const maxListedFans = 1000;
/** Fans per page; the site gives no more. */
export const pageSize = 50;
