/* model-question.h — asking which of several models a file of weights belongs to
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/document/document.h"

G_BEGIN_DECLS

/* Asks the user which model the weights at path belong to, and opens that one in the document. */
void heed_model_question_ask (GtkWindow    *parent,
                              HeedDocument *document,
                              const char   *path);

G_END_DECLS
