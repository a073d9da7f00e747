/** Seconds by which the site's answers may lag behind what happened. */
export const answerLag = 600;
/** How many fans of an account the site shows by name. */
export const listedFans = 1000;
/** People on a page; the site gives no more. */
export const pageSize = 50;
