/* integrity-badge.h — the result of the integrity checks of the displayed attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/heed.h"

G_BEGIN_DECLS

/* Displays in a GtkLabel that all checks passed, or in red which one failed; the tooltip explains
 * the checks or the failure. NULL if there is nothing to check. */
void  heed_integrity_badge_show     (GtkWidget                *label,
                                     const HeedMatrix         *attention,
                                     const HeedAttentionClaim *claim);

/* The text of the badge; caller frees. */
char *heed_integrity_badge_new_text (const HeedAttentionFault *fault,
                                     const HeedAttentionClaim *claim);

G_END_DECLS
