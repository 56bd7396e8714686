/* token-list.c — reading vocabulary files of other programs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/formats/folders/token-list.h"

#include <string.h>

#include "engine/files/json.h"
#include "engine/heed.h"
#include "engine/text/piece-marks.h"

struct _HeedTokenList
{
  GPtrArray *texts;  /* NULL for an id without a text, until _fill */
};

static gboolean
fail (GError     **error,
      HeedError    code,
      const char  *file,
      const char  *expected,
      const char  *found)
{
  g_set_error (error, HEED_ERROR, code, "%s: expected %s, found %s", file, expected, found);

  return FALSE;
}

HeedTokenList *
heed_token_list_new (void)
{
  HeedTokenList *words = g_new0 (HeedTokenList, 1);

  words->texts = g_ptr_array_new_with_free_func (g_free);

  return words;
}

void
heed_token_list_free (HeedTokenList *words)
{
  g_ptr_array_unref (words->texts);
  g_free (words);
}

static gboolean
fail_too_many (GError     **error,
               const char  *file,
               guint        most)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
               "%s: expected at most %u tokens, as many as the embedding has rows, found more",
               file, most);

  return FALSE;
}

/* --- Reading -------------------------------------------------------------- */

static HeedJson *
load_json (HeedFolder  *folder,
           const char  *file,
           guint        most,
           GError     **error)
{
  const HeedJsonLimits limits = { 1, (gsize) most + 1 };
  g_autoptr(GBytes) bytes =
    heed_folder_map_kind (folder, file, HEED_FILE_KIND_JSON, "a vocabulary in JSON", error);
  g_autoptr(GError) json_error = NULL;
  HeedJson *root;

  if (bytes == NULL)
    return NULL;

  root = heed_json_parse_bytes (file, bytes, &limits, &json_error);
  if (root == NULL && json_error->code == HEED_ERROR_TOO_LARGE)
    fail_too_many (error, file, most);
  else if (root == NULL)
    g_propagate_error (error, g_steal_pointer (&json_error));

  return root;
}

static gboolean
set_text (HeedTokenList   *words,
          const char      *text,
          const HeedJson  *tainted_id,
          const char      *file,
          guint            most,
          GError         **error)
{
  gint64 id;

  if (!heed_json_get_whole (tainted_id, &id))
    return fail (error, HEED_ERROR_DAMAGED, file, "an id for each token", "something else");

  if (id < 0 || id >= most)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
                   "%s: %s: expected an id below %u, as many as the embedding has rows, found "
                   "%" G_GINT64_FORMAT,
                   file, text, most, id);
      return FALSE;
    }

  if ((guint) id >= words->texts->len)
    g_ptr_array_set_size (words->texts, (int) id + 1);
  if (g_ptr_array_index (words->texts, id) != NULL)
    return fail (error, HEED_ERROR_DAMAGED, file, "one token for each id", "two");

  g_ptr_array_index (words->texts, id) = g_strdup (text);

  return TRUE;
}

/**
 * heed_token_list_load_numbered:
 * @most: number of ids of the model
 *
 * Errors: %HEED_ERROR_DAMAGED if it is not such a file or two tokens have the same id,
 * %HEED_ERROR_VOCABULARY if an id is too large; #GFileError
 */
HeedTokenList *
heed_token_list_load_numbered (HeedFolder  *folder,
                          const char  *file,
                          guint        most,
                          GError     **error)
{
  g_autoptr(HeedJson) root = load_json (folder, file, most, error);
  g_autoptr(HeedTokenList) words = heed_token_list_new ();

  if (root == NULL)
    return NULL;

  if (!heed_json_is_object (root))
    {
      fail (error, HEED_ERROR_DAMAGED, file, "an object of ids", "something else");
      return NULL;
    }

  for (guint i = 0; i < heed_json_get_n (root); i++)
    {
      const HeedJson *id = heed_json_get_nth (root, i);

      if (!set_text (words, heed_json_get_name (id), id, file, most, error))
        return NULL;
    }

  return g_steal_pointer (&words);
}

HeedTokenList *
heed_token_list_load_list (HeedFolder  *folder,
                      const char  *file,
                      guint        most,
                      GError     **error)
{
  g_autoptr(HeedJson) root = load_json (folder, file, most, error);
  g_autoptr(HeedTokenList) words = heed_token_list_new ();
  gboolean is_list;

  if (root == NULL)
    return NULL;

  is_list = heed_json_is_list (root);
  for (guint i = 0; is_list && i < heed_json_get_n (root); i++)
    {
      const char *text = heed_json_get_text (heed_json_get_nth (root, i));

      is_list = text != NULL;
      if (is_list)
        heed_token_list_add (words, text);
    }

  if (!is_list)
    {
      fail (error, HEED_ERROR_DAMAGED, file, "a list of tokens", "something else");
      return NULL;
    }

  return g_steal_pointer (&words);
}

/* Takes a line without its line end; the end of the file does not start another line. */
static gboolean
take_line (const char **p,
           const char  *end,
           char       **line)
{
  const char *stop;

  if (*p == end)
    return FALSE;

  stop = memchr (*p, '\n', (gsize) (end - *p));
  if (stop == NULL)
    stop = end;

  *line = g_strndup (*p, (gsize) (stop - *p) - (stop > *p && stop[-1] == '\r'));
  *p = stop < end ? stop + 1 : end;

  return TRUE;
}

HeedTokenList *
heed_token_list_load_lines (HeedFolder  *folder,
                       const char  *file,
                       guint        most,
                       GError     **error)
{
  g_autoptr(GBytes) bytes = heed_folder_map_kind (folder, file, HEED_FILE_KIND_TEXT,
                                                   "a vocabulary, one token a line", error);
  g_autoptr(HeedTokenList) words = heed_token_list_new ();
  const char *p;
  gsize n_bytes;
  char *line;

  if (bytes == NULL)
    return NULL;

  p = g_bytes_get_data (bytes, &n_bytes);
  if (n_bytes > 0 && (memchr (p, '\0', n_bytes) != NULL || !g_utf8_validate_len (p, n_bytes, NULL)))
    {
      fail (error, HEED_ERROR_DAMAGED, file, "UTF-8", "something else");
      return NULL;
    }

  for (const char *end = p + n_bytes; take_line (&p, end, &line);)
    {
      g_ptr_array_add (words->texts, line);
      if (words->texts->len > most)
        {
          fail_too_many (error, file, most);
          return NULL;
        }
    }

  return g_steal_pointer (&words);
}

/* --- Asking --------------------------------------------------------------- */

guint
heed_token_list_get_n (HeedTokenList *words)
{
  return words->texts->len;
}

guint32
heed_token_list_find (HeedTokenList  *words,
                 const char *text)
{
  for (guint i = 0; i < words->texts->len; i++)
    if (g_strcmp0 (g_ptr_array_index (words->texts, i), text) == 0)
      return i;

  return HEED_NO_TOKEN;
}

const char *
heed_token_list_get (HeedTokenList *words,
                     guint32        id)
{
  return id < words->texts->len ? g_ptr_array_index (words->texts, id) : NULL;
}

const char *const *
heed_token_list_get_all (HeedTokenList *words)
{
  return (const char *const *) words->texts->pdata;
}

void
heed_token_list_add (HeedTokenList  *words,
                const char *text)
{
  g_ptr_array_add (words->texts, g_strdup (text));
}

void
heed_token_list_set (HeedTokenList *words,
                     guint32        id,
                     const char    *text)
{
  if (id >= words->texts->len)
    g_ptr_array_set_size (words->texts, (int) id + 1);

  g_free (g_ptr_array_index (words->texts, id));
  g_ptr_array_index (words->texts, id) = g_strdup (text);
}

/**
 * heed_token_list_fill:
 * @gap: (out): the ids that are now named "#12"
 *
 * Errors: %HEED_ERROR_VOCABULARY if there are more than @n tokens
 */
gboolean
heed_token_list_fill (HeedTokenList  *words,
                      guint           n,
                      const char     *file,
                      HeedGap        *gap,
                      GError        **error)
{
  *gap = (HeedGap) { .first = n, .n_rows = n };
  if (words->texts->len > n)
    return fail_too_many (error, file, n);

  g_ptr_array_set_size (words->texts, (int) n);
  for (guint i = 0; i < n; i++)
    if (g_ptr_array_index (words->texts, i) == NULL)
      {
        g_ptr_array_index (words->texts, i) = g_strdup_printf ("#%u", i);
        gap->first = MIN (gap->first, i);
        gap->n_missing++;
      }

  return TRUE;
}

static gboolean
is_special (const char *text)
{
  return text[0] == '<' && g_str_has_suffix (text, ">") && text[1] != '>';
}

gboolean
heed_token_list_has_characters (HeedTokenList *words)
{
  for (guint i = 0; i < words->texts->len; i++)
    {
      const char *text = g_ptr_array_index (words->texts, i);

      if (text != NULL && !is_special (text) && g_utf8_strlen (text, -1) > 1)
        return FALSE;
    }

  return words->texts->len > 0;
}

/**
 * heed_token_list_dup_tokenizer:
 * @words: a list after heed_token_list_fill()
 * @pieces: (nullable): a serialized SentencePiece model
 *
 * Errors: as heed_tokenizer_new_from_pieces()
 *
 * Returns: (transfer full): a tokenizer with these words
 */
HeedTokenizer *
heed_token_list_dup_tokenizer (HeedTokenList                *words,
                          GBytes                   *pieces,
                          HeedTextRules             rules,
                          const HeedSpecialTokens  *special,
                          GError                  **error)
{
  const char *const *texts = (const char *const *) words->texts->pdata;
  HeedTokenizerKind kind =
    heed_token_list_has_characters (words) ? HEED_TOKENIZER_CHARACTER : HEED_TOKENIZER_WORD;

  if (pieces != NULL)
    return heed_tokenizer_new_from_pieces (rules, pieces, texts, words->texts->len, special, error);

  return heed_tokenizer_new (
    &(HeedTokenizerParts) {
      .kind = kind,
      .rules = rules,
      .words = texts,
      .n_words = words->texts->len,
      .marks = heed_piece_marks_detect (texts, words->texts->len),
      .special = *special,
    },
    error);
}
