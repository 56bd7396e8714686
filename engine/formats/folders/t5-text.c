/* t5-text.c — the vocabulary and the tokenizer of a T5 folder
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     spiece.model      pieces and ids of both languages; <extra_id_0> has the last
 *                       of the hundred ids after them, <extra_id_99> the first
 *     no vocabulary     ByT5: byte b is token b + 3, <extra_id_0> is 259
 *
 * Special tokens, <extra_id_N> and added tokens are matched in a text before it is
 * split; each is one token.
 *
 * Source: tokenization_t5.py and tokenization_byt5.py of transformers 4.47
 */

#include "engine/formats/folders/t5-text.h"

#include <string.h>

#include "engine/files/json-fields.h"
#include "engine/formats/folders/added-words.h"
#include "engine/formats/folders/describe.h"
#include "engine/formats/folders/tokenizer-file.h"
#include "engine/heed.h"

#define CONFIG         "config.json"
#define TOKENS_CONFIG  "tokenizer_config.json"
#define PIECES         "spiece.model"
#define EXTRA          "<extra_id_%u>"
#define N_EXTRA_PIECES 100
#define N_EXTRA_BYTES  125
#define N_BYTES        256
#define BYTES_CLASS    "ByT5Tokenizer"

/* The vocabulary under construction. */
typedef struct {
  GPtrArray  *words;   /* of char *, one per id */
  GHashTable *added;   /* id -> HeedAddedWord */
} Words;

static Words
new_words (void)
{
  return (Words) { g_ptr_array_new_with_free_func (g_free), heed_added_words_new () };
}

static void
clear_words (Words *words)
{
  g_clear_pointer (&words->words, g_ptr_array_unref);
  g_clear_pointer (&words->added, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, clear_words)

/* --- Settings of the folder ------------------------------------------------- */

/* Returns a text member of a JSON file, or NULL, also if the file is not valid JSON. */
static char *
dup_field (HeedFolder *folder,
           const char *file,
           const char *field)
{
  const HeedJsonLimits limits = { 16, 1000000 };
  g_autoptr(GBytes) bytes =
    heed_folder_has (folder, file) ? heed_folder_map (folder, file, NULL) : NULL;
  g_autoptr(HeedJson) json =
    bytes != NULL ? heed_json_parse_bytes (file, bytes, &limits, NULL) : NULL;

  return g_strdup (heed_json_get_text (heed_json_get_member (json, field)));
}

static gboolean
is_of_bytes (HeedFolder *folder)
{
  g_autofree char *own = dup_field (folder, TOKENS_CONFIG, "tokenizer_class");
  g_autofree char *model = dup_field (folder, CONFIG, "tokenizer_class");

  return g_strcmp0 (own != NULL ? own : model, BYTES_CLASS) == 0;
}

/* Reads "legacy", which if false changes the prefix of a text, and extra_ids, the number of
 * <extra_id_N>. */
static void
read_settings (HeedFolder *folder,
               gboolean   *is_legacy,
               guint      *n_extra)
{
  const HeedJsonLimits limits = { 16, 1000000 };
  g_autoptr(GBytes) bytes =
    heed_folder_has (folder, TOKENS_CONFIG) ? heed_folder_map (folder, TOKENS_CONFIG, NULL) : NULL;
  g_autoptr(HeedJson) json =
    bytes != NULL ? heed_json_parse_bytes (TOKENS_CONFIG, bytes, &limits, NULL) : NULL;
  gint64 number;

  *is_legacy = TRUE;
  *n_extra = N_EXTRA_PIECES;
  heed_json_get_boolean (heed_json_get_member (json, "legacy"), is_legacy);
  if (heed_json_get_whole (heed_json_get_member (json, "extra_ids"), &number))
    *n_extra = (guint) CLAMP (number, 0, 100000);
}

/* --- The words -------------------------------------------------------------- */

static void
add_word (Words                *words,
          const HeedAddedToken *token,
          const char           *text)
{
  g_ptr_array_add (words->words, g_strdup (text));
  heed_added_words_set (words->added, token, text);
}

static void
add_extra (Words    *words,
           guint     number,
           gboolean  strips)
{
  g_autofree char *text = g_strdup_printf (EXTRA, number);

  add_word (words, &(HeedAddedToken) { words->words->len, strips, strips, FALSE }, text);
}

static void
list_pieces (Words         *words,
             HeedTokenizer *pieces,
             guint          n_extra,
             guint          vocabulary)
{
  for (guint id = 0; id < heed_tokenizer_get_size (pieces); id++)
    g_ptr_array_add (words->words, g_strdup (heed_tokenizer_get_token (pieces, id).text));

  for (guint i = n_extra; i-- > 0 && words->words->len < vocabulary;)
    add_extra (words, i, TRUE);
}

static char *
name_byte (guint byte)
{
  return byte >= ' ' && byte < 0x7f ? g_strdup_printf ("%c", (char) byte)
                                    : g_strdup_printf ("<0x%02X>", byte);
}

static void
list_bytes (Words *words,
            guint  vocabulary)
{
  static const char *const names[] = { "<pad>", "</s>", "<unk>" };

  for (guint id = 0; id < G_N_ELEMENTS (names); id++)
    add_word (words, &(HeedAddedToken) { id, TRUE, TRUE, FALSE }, names[id]);

  for (guint byte = 0; byte < N_BYTES; byte++)
    g_ptr_array_add (words->words, name_byte (byte));

  for (guint i = 0; i < N_EXTRA_BYTES && words->words->len < vocabulary; i++)
    add_extra (words, i, FALSE);
}

/* A special token is matched in text if its spelling shows that it is not an ordinary word. */
static void
add_special (Words   *words,
             guint32  id)
{
  const char *text = id < words->words->len ? words->words->pdata[id] : NULL;

  if (text != NULL && text[0] == '<' && g_str_has_suffix (text, ">"))
    heed_added_words_set (words->added, &(HeedAddedToken) { .id = id }, text);
}

/* Makes the list as long as the vocabulary, with NULL for new ids. */
static gboolean
make_room (Words       *words,
           guint        vocabulary,
           const char  *file,
           GError     **error)
{
  if (words->words->len > vocabulary)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
                   "%s: expected at most %u tokens, as many as the embedding has rows, found %u",
                   file, vocabulary, words->words->len);
      return FALSE;
    }

  g_ptr_array_set_size (words->words, (int) vocabulary);

  return TRUE;
}

/* Names the remaining words after their ids, and records this. */
static void
name_rest (Words           *words,
           HeedRecognition *r,
           const char      *file)
{
  HeedGap gap = { .first = words->words->len, .n_rows = words->words->len };

  for (guint id = 0; id < words->words->len; id++)
    if (words->words->pdata[id] == NULL)
      {
        words->words->pdata[id] = g_strdup_printf ("#%u", id);
        gap.first = MIN (gap.first, id);
        gap.n_missing++;
      }

  heed_describe_gap (r, "source_words", file, &gap);
  heed_describe_gap (r, "target_words", file, &gap);
}

/* Added tokens from the files are applied last, since the tokenizer was saved with them. */
static gboolean
take_added (Words       *words,
            HeedFolder  *folder,
            GError     **error)
{
  g_autoptr(GHashTable) said = heed_added_words_load (folder, words->words->len, error);
  GHashTableIter iter;
  gpointer value;

  if (said == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, said);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const HeedAddedWord *word = value;
      char **text = (char **) &words->words->pdata[word->token.id];

      g_free (*text);
      *text = g_strdup (word->text);
      heed_added_words_set (words->added, &word->token, word->text);
    }

  return TRUE;
}

/* --- The tokenizer ---------------------------------------------------------- */

static HeedTokenizer *
make (Words              *words,
      HeedTokenizerKind   kind,
      GBytes             *pieces,
      HeedTextRules       rules,
      HeedSpecialTokens  *special,
      GError            **error)
{
  g_autoptr(GArray) added = heed_added_words_list (words->added);
  HeedTokenizerParts parts = {
    .kind = kind,
    .rules = rules,
    .model = pieces,
    .words = (const char *const *) words->words->pdata,
    .n_words = words->words->len,
    .special = *special,
  };

  parts.added = (const HeedAddedToken *) (gpointer) added->data;
  parts.n_added = added->len;

  return heed_tokenizer_new (&parts, error);
}

static gboolean
read_pieces (HeedFolderModel    *model,
             HeedFolder         *folder,
             guint               vocabulary,
             HeedSpecialTokens  *special,
             GError            **error)
{
  g_autoptr(GBytes) bytes = heed_folder_map_kind (folder, PIECES, HEED_FILE_KIND_SENTENCEPIECE,
                                                  "a model of SentencePiece", error);
  g_autoptr(HeedTokenizer) pieces = NULL;
  g_auto(Words) words = new_words ();
  gboolean is_legacy;
  guint n_extra;

  if (bytes == NULL ||
      (pieces = heed_tokenizer_new_sentencepiece (HEED_TEXT_AS_IS, bytes, error)) == NULL)
    return FALSE;

  special->unknown = heed_tokenizer_get_special (pieces)->unknown;
  read_settings (folder, &is_legacy, &n_extra);
  list_pieces (&words, pieces, n_extra, vocabulary);
  if (!make_room (&words, vocabulary, PIECES, error))
    return FALSE;

  add_special (&words, special->padding);
  add_special (&words, special->end);
  add_special (&words, special->unknown);
  if (!take_added (&words, folder, error))
    return FALSE;

  name_rest (&words, &model->recognition, PIECES);

  model->source_text = make (&words, HEED_TOKENIZER_SENTENCEPIECE, bytes,
                             is_legacy ? HEED_TEXT_AS_IS : HEED_TEXT_ONE_PREFIX, special, error);

  return model->source_text != NULL;
}

static gboolean
read_bytes (HeedFolderModel    *model,
            HeedFolder         *folder,
            guint               vocabulary,
            HeedSpecialTokens  *special,
            GError            **error)
{
  g_auto(Words) words = new_words ();

  special->unknown = 2;
  list_bytes (&words, vocabulary);
  if (!make_room (&words, vocabulary, BYTES_CLASS, error) || !take_added (&words, folder, error))
    return FALSE;

  name_rest (&words, &model->recognition, BYTES_CLASS);

  model->source_text = make (&words, HEED_TOKENIZER_BYTE, NULL, HEED_TEXT_AS_IS, special, error);

  return model->source_text != NULL;
}

/* --- All of it -------------------------------------------------------------- */

static const char *const other_files[] = { "vocab.json", "vocab.txt", "sentencepiece.bpe.model",
                                           "tokenizer.model" };

/* Names the files that exist but are not read. */
static void
refuse_others (HeedFolderModel *model,
               HeedFolder      *folder)
{
  g_autoptr(GString) why =
    g_string_new ("the folder has no " PIECES " and no " HEED_TOKENIZER_FILE);

  for (guint i = 0; i < G_N_ELEMENTS (other_files); i++)
    if (heed_folder_has (folder, other_files[i]))
      g_string_append_printf (why, "; %s is not read for this model", other_files[i]);

  heed_describe_no_text (&model->recognition, why->str);
}

/**
 * heed_t5_read_text:
 * @vocabulary: number of rows of the embedding
 * @special: (inout):
 *
 * Errors: as heed_tokenizer_new(); %HEED_ERROR_VOCABULARY if there are more tokens
 * than rows
 */
gboolean
heed_t5_read_text (HeedFolderModel    *model,
                   HeedFolder         *folder,
                   guint               vocabulary,
                   HeedSpecialTokens  *special,
                   GError            **error)
{
  if (heed_folder_has (folder, PIECES))
    {
      if (!read_pieces (model, folder, vocabulary, special, error))
        return FALSE;
    }
  else if (is_of_bytes (folder))
    {
      if (!read_bytes (model, folder, vocabulary, special, error))
        return FALSE;
    }
  else if (heed_folder_has (folder, HEED_TOKENIZER_FILE))
    {
      if (!heed_tokenizer_file_read (model, folder, vocabulary, special, error))
        return FALSE;
    }
  else
    {
      refuse_others (model, folder);
    }

  if (model->source_text != NULL && model->target_text == NULL)
    model->target_text = heed_tokenizer_ref (model->source_text);

  return TRUE;
}
