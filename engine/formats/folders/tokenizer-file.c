/* tokenizer-file.c — reading the tokenizer.json of a folder
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Newer folders have no other vocabulary file. It defines a single tokenizer, so both
 * languages must share a vocabulary.
 */

#include "engine/formats/folders/tokenizer-file.h"

#include "engine/formats/folders/describe.h"
#include "engine/formats/folders/token-list.h"
#include "engine/heed.h"
#include "engine/text/tokenizer-json.h"

/* Records whether the file adds the end token to a source. */
static gboolean
say_frame (HeedFolderModel          *model,
           HeedTokenizerJson        *json,
           const HeedSpecialTokens  *special,
           GError                  **error)
{
  guint32 begin, end;

  heed_tokenizer_json_get_frame (json, &begin, &end);
  if (begin != HEED_NO_TOKEN || (end != HEED_NO_TOKEN && end != special->end))
    {
      g_set_error_literal (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                           HEED_TOKENIZER_FILE
                           ": post_processor: expected the end token behind a text, found others");
      return FALSE;
    }

  heed_recognition_say_boolean (&model->recognition, "source_end", end != HEED_NO_TOKEN,
                                "post_processor of " HEED_TOKENIZER_FILE);

  return TRUE;
}

static gboolean
is_made_up (const char *name,
            guint       id)
{
  g_autofree char *made_up = g_strdup_printf ("#%u", id);

  return g_str_equal (name, made_up);
}

static HeedTokenList *
list_words (HeedTokenizerJson *json)
{
  HeedTokenList *list = heed_token_list_new ();
  g_auto(GStrv) names = heed_tokenizer_json_dup_words (json);

  for (guint id = 0; names[id] != NULL; id++)
    if (!is_made_up (names[id], id))
      heed_token_list_set (list, id, names[id]);

  return list;
}

static HeedTokenizer *
make_text (HeedTokenList            *words,
           GBytes                   *file,
           const HeedSpecialTokens  *special,
           GError                  **error)
{
  return heed_tokenizer_new (
    &(HeedTokenizerParts) {
      .kind = HEED_TOKENIZER_JSON,
      .model = file,
      .words = heed_token_list_get_all (words),
      .n_words = heed_token_list_get_n (words),
      .special = *special,
    },
    error);
}

static gboolean
take_file (HeedFolderModel    *model,
           GBytes             *file,
           guint               vocabulary,
           HeedSpecialTokens  *special,
           GError            **error)
{
  g_autoptr(HeedTokenizerJson) json = heed_tokenizer_json_new (file, error);
  g_autoptr(HeedTokenList) words = json != NULL ? list_words (json) : NULL;
  HeedGap gap;

  if (words == NULL ||
      !heed_token_list_fill (words, vocabulary, HEED_TOKENIZER_FILE, &gap, error) ||
      !say_frame (model, json, special, error))
    return FALSE;

  special->unknown = heed_token_list_find (words, "<unk>");
  model->source_text = make_text (words, file, special, error);
  if (model->source_text == NULL)
    return FALSE;

  model->target_text = heed_tokenizer_ref (model->source_text);
  heed_describe_gap (&model->recognition, "source_words", HEED_TOKENIZER_FILE, &gap);
  heed_describe_gap (&model->recognition, "target_words", HEED_TOKENIZER_FILE, &gap);

  return TRUE;
}

gboolean
heed_tokenizer_file_read (HeedFolderModel    *model,
                          HeedFolder         *folder,
                          guint               vocabulary,
                          HeedSpecialTokens  *special,
                          GError            **error)
{
  g_autoptr(GBytes) file = heed_folder_map_kind (folder, HEED_TOKENIZER_FILE, HEED_FILE_KIND_JSON,
                                                 "a tokenizer in JSON", error);
  g_autoptr(GError) file_error = NULL;

  if (file == NULL)
    return FALSE;

  if (!take_file (model, file, vocabulary, special, &file_error))
    {
      g_autofree char *why =
        g_strdup_printf (HEED_TOKENIZER_FILE " is not read: %s", file_error->message);

      heed_describe_no_text (&model->recognition, why);
    }

  return TRUE;
}
