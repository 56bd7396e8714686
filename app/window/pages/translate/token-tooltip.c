/* token-tooltip.c — the tooltips of the tokens of the translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/translate/token-tooltip.h"

#define TEXTS "heed-token-texts"

static gboolean
query_cb (HeedTargetSentence *sentence,
          int                 x,
          int                 y,
          gboolean            is_by_key,
          GtkTooltip         *tooltip)
{
  char **texts = g_object_get_data (G_OBJECT (sentence), TEXTS);
  int token = is_by_key ? heed_target_sentence_get_selected (sentence)
                        : heed_target_sentence_find_token (sentence, x, y);

  if (texts == NULL || token < 0 || token >= (int) g_strv_length (texts))
    return FALSE;

  gtk_tooltip_set_text (tooltip, texts[token]);

  return TRUE;
}

void
heed_token_tooltip_take (HeedTargetSentence *sentence,
                         char              **texts)
{
  if (g_object_get_data (G_OBJECT (sentence), TEXTS) == NULL)
    {
      gtk_widget_set_has_tooltip (GTK_WIDGET (sentence), TRUE);
      g_signal_connect (sentence, "query-tooltip", G_CALLBACK (query_cb), NULL);
    }

  g_object_set_data_full (G_OBJECT (sentence), TEXTS, texts, (GDestroyNotify) g_strfreev);
}
