/* model-question.h — which of several models somebody's weights are
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/document.h"

G_BEGIN_DECLS

/* Asks, and opens path in the document as the person chose. */
void heed_model_question_ask (GtkWindow    *parent,
                              HeedDocument *document,
                              const char   *path);

G_END_DECLS
