/* integrity-badge.h — whether the attention on the page is what it claims to be
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/heed.h"

G_BEGIN_DECLS

/* Quiet in a GtkLabel while all is well, red with the failing check otherwise; the
 * tooltip says what is checked, or what it means. NULL: there is nothing to check. */
void  heed_integrity_badge_show     (GtkWidget                *label,
                                     const HeedMatrix         *attention,
                                     const HeedAttentionClaim *claim);

/* What it says; free it. */
char *heed_integrity_badge_new_text (const HeedAttentionFault *fault,
                                     const HeedAttentionClaim *claim);

G_END_DECLS
