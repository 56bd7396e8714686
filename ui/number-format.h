/* number-format.h — the only place where numbers become text
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *heed_number_format_weight      (double weight)      G_GNUC_WARN_UNUSED_RESULT;
char *heed_number_format_score       (double score)       G_GNUC_WARN_UNUSED_RESULT;
char *heed_number_format_element     (double element)     G_GNUC_WARN_UNUSED_RESULT;
char *heed_number_format_log_prob    (double log_prob)    G_GNUC_WARN_UNUSED_RESULT;
char *heed_number_format_bits        (double nats)        G_GNUC_WARN_UNUSED_RESULT;
char *heed_number_format_correlation (double correlation) G_GNUC_WARN_UNUSED_RESULT;
char *heed_number_format_share     (double weight)    G_GNUC_WARN_UNUSED_RESULT;
char *heed_number_format_percent     (double fraction)    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
