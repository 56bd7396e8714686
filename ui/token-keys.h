/* token-keys.h — the keys that lead from token to token of two sentences
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/token-focus.h"

G_BEGIN_DECLS

/* What the keys ask of a class of widgets that shows two sentences. */
typedef struct {
  GtkOrientation          along;        /* how a sentence runs: which arrows walk in it */
  const HeedTokenFocus *(*get_focus)   (GtkWidget *widget);
  const HeedMatrix     *(*get_weights) (GtkWidget *widget);  /* may be NULL */

  /* Never called with nowhere. */
  void                  (*choose)      (GtkWidget *widget,
                                        HeedPlace  place);
} HeedTokenKeys;

/* keys has to live as long as the class. */
void heed_token_keys_add (GtkWidgetClass      *widget_class,
                          const HeedTokenKeys *keys);

G_END_DECLS
