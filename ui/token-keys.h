/* token-keys.h — keyboard navigation between the tokens of two sentences
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/token-focus.h"

G_BEGIN_DECLS

/* The interface to a widget class that shows two sentences. */
typedef struct {
  GtkOrientation          along;        /* direction of a sentence, for the arrow keys */
  const HeedTokenFocus *(*get_focus)   (GtkWidget *widget);
  const HeedMatrix     *(*get_weights) (GtkWidget *widget);  /* may be NULL */

  /* Never called with an index of -1. */
  void                  (*choose)      (GtkWidget *widget,
                                        HeedPlace  place);
} HeedTokenKeys;

/* keys must outlive the class. */
void heed_token_keys_add (GtkWidgetClass      *widget_class,
                          const HeedTokenKeys *keys);

G_END_DECLS
