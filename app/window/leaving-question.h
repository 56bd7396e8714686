/* leaving-question.h — asks whether to close the window although something is not saved
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Returns a dialog that is not presented yet, which lists what would be lost. It answers
 * GTK_RESPONSE_ACCEPT to close, GTK_RESPONSE_APPLY to save first, or GTK_RESPONSE_CANCEL. */
GtkWidget *heed_leaving_question_new (GtkWindow         *parent,
                                      const char *const *unsaved);

G_END_DECLS
