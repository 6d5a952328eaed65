package io.mtasts.web;

import io.mtasts.document.PlanDocument;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a plan shows below its form.
 *
 * @param plan the plan, null if there is none
 * @param rejection why there is no plan, otherwise empty
 * @param earliest the earliest safe time if the requested one is not safe, otherwise empty
 */
record PlanView(@Nullable PlanDocument plan, String rejection, String earliest) {

    /** Returns the drawing next to the rejection. */
    public Icon icon() {
        return earliest.isEmpty() ? Icon.UNKNOWN : Icon.PLAN;
    }

    static final PlanView NOTHING = new PlanView(null, "", "");

    static PlanView of(PlanDocument plan) {
        return new PlanView(plan, "", "");
    }

    static PlanView rejected(String rejection) {
        return new PlanView(null, rejection, "");
    }
}
