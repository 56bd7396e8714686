/* translate-session.c — marks and gold links of the page Translate, as a part of a session
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/translate/translate-session.h"

#include "app/window/document/open-gold.h"

/* Links of no file are nowhere to come back from. */
static void
take_gold (HeedDocument      *document,
           HeedSessionBeside *beside)
{
  HeedGold *gold = heed_open_gold_get (heed_open_gold_of (document));
  HeedGoldFile *file = gold != NULL ? heed_gold_get_file (gold) : NULL;

  g_clear_pointer (&beside->gold_path, g_free);
  g_clear_pointer (&beside->gold_source, g_free);
  g_clear_pointer (&beside->gold_target, g_free);
  if (file == NULL)
    return;

  beside->gold_path = g_canonicalize_filename (heed_gold_file_get_path (file), NULL);
  beside->gold_first = heed_gold_file_get_first (file);
  beside->gold_sentence = heed_gold_get_sentence (gold);
  beside->gold_source = g_strdup (heed_gold_get_source (gold));
  beside->gold_target = g_strdup (heed_gold_get_target (gold));
}

void
heed_translate_session_take (HeedTranslateParts *parts,
                             HeedSessionBeside  *beside)
{
  if (parts->document == NULL)
    return;

  g_array_unref (beside->marks);
  beside->marks = g_array_copy (heed_markup_bar_get_marks (parts->markup));
  beside->rule = heed_markup_bar_get_rule (parts->markup);
  take_gold (parts->document, beside);
}

static gboolean
put_gold (HeedDocument             *document,
          const HeedSessionBeside  *beside,
          GError                  **error)
{
  g_autoptr(HeedGoldFile) file =
    heed_gold_file_read (beside->gold_path, (int) beside->gold_first, error);
  g_autoptr(HeedGold) gold = NULL;

  if (file == NULL)
    return FALSE;

  if (beside->gold_sentence >= heed_gold_file_get_n (file))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "%s: expected links of sentence %u, found those of %u sentences",
                   beside->gold_path, beside->gold_sentence + 1, heed_gold_file_get_n (file));
      return FALSE;
    }

  gold = heed_gold_new_in_file (file, beside->gold_sentence, beside->gold_source,
                                beside->gold_target, error);
  if (gold == NULL)
    return FALSE;

  heed_open_gold_set (heed_open_gold_of (document), gold);

  return TRUE;
}

/* Whatever a session has of it is something else. */
void
heed_translate_session_watch (HeedTranslateParts *parts,
                              HeedPage           *page)
{
  g_signal_connect_object (parts->markup, "changed", G_CALLBACK (heed_page_tell_session), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (heed_open_gold_of (parts->document), "changed",
                           G_CALLBACK (heed_page_tell_session), page, G_CONNECT_SWAPPED);
}

gboolean
heed_translate_session_put (HeedTranslateParts       *parts,
                            const HeedSessionBeside  *beside,
                            GError                  **error)
{
  if (parts->document == NULL)
    return TRUE;

  heed_markup_bar_set_marks (parts->markup, heed_document_get_text (parts->document),
                             beside->marks, beside->rule);

  return beside->gold_path == NULL || put_gold (parts->document, beside, error);
}
