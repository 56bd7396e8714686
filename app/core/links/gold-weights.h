/* gold-weights.h — weights of links, which tell sure links from possible ones
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Some aligners write the weight of a link after it ("0-0:0.93"). awesome-align writes the
 * probabilities into another file: one for each link of the same line, in the same order.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* With probabilities, links from here on are sure unless something else is given. */
#define HEED_SURE_FROM 0.5

/* Returns the line of links with those possible whose weight is below sure_from, to be parsed with
 * heed_alignment_parse(). probabilities: the line of the other file; NULL if there is none, and
 * weights in the line itself count. */
char *heed_gold_weights_apply (const char  *links,
                               const char  *probabilities,
                               double       sure_from,
                               GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
