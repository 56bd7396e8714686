/* axis-titles.h — what the two sides of a heatmap are
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* For a person, role and language: "target: French, as emitted". Free each. */
char *heed_axis_titles_new_rows    (const HeedModelInfo *info,
                                    HeedAttentionKind    kind);
char *heed_axis_titles_new_columns (const HeedModelInfo *info,
                                    HeedAttentionKind    kind);

/* "French" for "fr" or "fr-CA"; what is not known is left as it is; NULL for "". */
char *heed_axis_titles_new_language (const char *tag);

G_END_DECLS
