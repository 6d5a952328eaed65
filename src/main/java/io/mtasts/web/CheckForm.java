package io.mtasts.web;

/**
 * The form at the top of a page.
 *
 * @param action the address to which the form is sent, relative to the start page
 * @param explained whether the page without a result explains MTA-STS
 */
record CheckForm(String action, String heading, String lead, String label, String button, boolean explained) {

    static final CheckForm MTA_STS = new CheckForm(
            "./",
            "Is mail to this domain protected?",
            "MTA-STS lets a domain require verified encryption for its mail. Enter a domain to see whether senders"
                    + " apply its policy, and if not, why.",
            "Mail domain",
            "Check MTA-STS",
            true);

    static final CheckForm DMARC = new CheckForm(
            "dmarc",
            "Can others send mail in the name of this domain?",
            "With DMARC, a domain asks receivers to reject mail that only claims to come from it. Enter a domain to see"
                    + " which policy applies to it and whether its reports arrive.",
            "Domain of the author",
            "Check DMARC",
            false);
}
