/* token-chip.h — a button that shows one token of a sentence
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A GtkButton without a text. */
GtkWidget *heed_token_chip_new          (void);

/* Another text makes the chip visible to the decoder again; text is copied. */
void       heed_token_chip_set_text     (GtkWidget  *chip,
                                         const char *text);

void       heed_token_chip_set_selected (GtkWidget  *chip,
                                         gboolean    is_selected);
gboolean   heed_token_chip_get_hidden   (GtkWidget  *chip);
void       heed_token_chip_set_hidden   (GtkWidget  *chip,
                                         gboolean    is_hidden);

G_END_DECLS
