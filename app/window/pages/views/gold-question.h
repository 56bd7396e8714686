/* gold-question.h — asks before changed gold links are closed without being saved
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/links/gold.h"

G_BEGIN_DECLS

/* Called with the widget, and with the data that was given beside the function. */
typedef void (*HeedGoldQuestionFunc) (GtkWidget  *widget,
                                      const char *data);

/* Calls go_on at once if gold is NULL or has nothing unsaved. Otherwise asks the user whether to
 * save first. To save, calls save, and then go_on if nothing is unsaved any more; to go on without
 * saving, calls go_on only; to cancel, neither. widget must be in a window; data is copied and may
 * be NULL. */
void heed_gold_question_ask (GtkWidget            *widget,
                             HeedGold             *gold,
                             HeedGoldQuestionFunc  save,
                             HeedGoldQuestionFunc  go_on,
                             const char           *data);

G_END_DECLS
