/* subword-model.c — the model of a tokenizer.json, which turns words into ids
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     WordLevel   a word is a token or unknown
 *     WordPiece   repeatedly the longest token that is a prefix of the rest of a word
 *     BPE         neighbours are merged, in the order of the list of merges
 *     Unigram     of all ways to split, the one with the highest sum of scores
 *
 * Source: https://github.com/huggingface/tokenizers, tokenizers/src/models;
 * Kudo 2018, "Subword Regularization"
 */

#include "engine/text/subword-model.h"

#include <math.h>
#include <string.h>

#include "engine/files/json-fields.h"
#include "engine/heed.h"
#include "engine/text/merges.h"

#define NO_ID               G_MAXUINT32
#define MAX_IDS             (1 << 22)
#define MAX_PIECE_BYTES     1024
#define UNKNOWN_PENALTY     10.0
#define MAX_WORD_CHARACTERS 100

typedef struct {
  HeedSubwordModel *self;
  GArray           *ids;
  GPtrArray        *unknown;   /* or NULL */
  GError          **error;
  gboolean          was_unknown;
} Output;

typedef gboolean (*EncodeFunc) (Output     *output,
                                const char *word);

struct _HeedSubwordModel
{
  EncodeFunc   encode;
  GHashTable  *ids;           /* text -> id + 1; Unigram: of pieces */
  char        *prefix;        /* of pieces that continue a word */
  char        *end;           /* of the last piece of a word */
  guint32      unknown;       /* or NO_ID */
  gboolean     fuses_unknown;
  gboolean     has_bytes;     /* unknown text is split into bytes such as <0xE4> */
  gboolean     keeps_words;   /* BPE: a word that is a token is used as a whole */
  guint        most_characters;
  HeedMerges  *merges;
  double      *scores;        /* Unigram: one per id */
  gsize        longest;       /* Unigram: bytes of the longest piece */
  double       least;         /* Unigram: the lowest score */
};

/* --- Ids -------------------------------------------------------------------- */

static gboolean
find_id (HeedSubwordModel *self,
         const char       *text,
         guint32          *id)
{
  gpointer value = g_hash_table_lookup (self->ids, text);

  *id = value != NULL ? GPOINTER_TO_UINT (value) - 1 : NO_ID;

  return value != NULL;
}

static void
append (Output  *output,
        guint32  id)
{
  g_array_append_val (output->ids, id);
  output->was_unknown = FALSE;
}

/* Appends all bytes if each of them is a token, otherwise none. */
static gboolean
append_bytes (Output     *output,
              const char *text)
{
  guint n_before = output->ids->len;

  for (; *text != '\0'; text++)
    {
      g_autofree char *name = g_strdup_printf ("<0x%02X>", *(const guint8 *) text);
      guint32 id;

      if (!find_id (output->self, name, &id))
        {
          g_array_set_size (output->ids, n_before);
          return FALSE;
        }
      append (output, id);
    }

  return TRUE;
}

static gboolean
append_unknown (Output     *output,
                const char *text)
{
  if (output->self->has_bytes && append_bytes (output, text))
    return TRUE;

  if (output->unknown != NULL)
    {
      g_ptr_array_add (output->unknown, g_strdup (text));
      return TRUE;
    }

  if (output->self->unknown == NO_ID)
    {
      g_set_error (output->error, HEED_ERROR, HEED_ERROR_VOCABULARY, "%s: not in the vocabulary",
                   text);
      return FALSE;
    }

  if (!output->was_unknown || !output->self->fuses_unknown)
    g_array_append_val (output->ids, output->self->unknown);
  output->was_unknown = TRUE;

  return TRUE;
}

static gboolean
append_text (Output     *output,
             const char *text)
{
  guint32 id;

  if (!find_id (output->self, text, &id))
    return append_unknown (output, text);

  append (output, id);

  return TRUE;
}

/* --- WordPiece -------------------------------------------------------------- */

/* Returns the number of bytes of the longest token that p begins with; 0 if none. */
static gsize
find_longest (HeedSubwordModel *self,
              const char       *word,
              const char       *p,
              guint32          *id)
{
  for (const char *end = p + strlen (p); end > p; end = g_utf8_find_prev_char (p, end))
    {
      g_autofree char *bare = g_strndup (p, (gsize) (end - p));
      g_autofree char *piece = g_strconcat (p > word ? self->prefix : "", bare, NULL);

      if (find_id (self, piece, id))
        return (gsize) (end - p);
      if (g_utf8_find_prev_char (p, end) == NULL)
        break;
    }

  return 0;
}

static gboolean
encode_word_piece (Output     *output,
                   const char *word)
{
  guint n_before = output->ids->len;
  const char *p = word;

  if (g_utf8_strlen (word, -1) > output->self->most_characters)
    return append_unknown (output, word);

  while (*p != '\0')
    {
      guint32 id;
      gsize n_bytes = find_longest (output->self, word, p, &id);

      if (n_bytes == 0)
        {
          g_array_set_size (output->ids, n_before);
          return append_unknown (output, word);
        }
      append (output, id);
      p += n_bytes;
    }

  return TRUE;
}

/* --- BPE -------------------------------------------------------------------- */

static char *
name_part (HeedSubwordModel *self,
           const char       *word,
           gsize             begin,
           gsize             end)
{
  g_autofree char *bare = g_strndup (word + begin, end - begin);

  return g_strconcat (begin > 0 ? self->prefix : "", bare, word[end] == '\0' ? self->end : "",
                      NULL);
}

static gboolean
encode_bpe (Output     *output,
            const char *word)
{
  HeedSubwordModel *self = output->self;
  g_autoptr(GArray) parts = g_array_new (FALSE, FALSE, sizeof (HeedWordPart));
  guint32 id;

  if (self->keeps_words && find_id (self, word, &id))
    {
      append (output, id);
      return TRUE;
    }

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize begin = (gsize) (p - word), end = (gsize) (g_utf8_next_char (p) - word);
      g_autofree char *name = name_part (self, word, begin, end);
      HeedWordPart part = { heed_merges_find_symbol (self->merges, name), (guint32) begin,
                        (guint32) (end - begin) };

      g_array_append_val (parts, part);
    }

  heed_merges_apply (self->merges, parts, FALSE);
  for (guint i = 0; i < parts->len; i++)
    {
      const HeedWordPart *part = &g_array_index (parts, HeedWordPart, i);
      g_autofree char *name = name_part (self, word, part->begin, part->begin + part->n_bytes);
      g_autofree char *bare = g_strndup (word + part->begin, part->n_bytes);

      if (find_id (self, name, &id))
        append (output, id);
      else if (!append_unknown (output, bare))
        return FALSE;
    }

  return TRUE;
}

/* --- Unigram ---------------------------------------------------------------- */

/* The best path to a position in the word, which is counted in bytes. */
typedef struct {
  gsize   from;
  guint32 id;      /* NO_ID for an unknown character */
  double  score;   /* of the whole path */
  gboolean is_reached;
} Way;

static void
reach (Way     *ways,
       gsize    from,
       gsize    to,
       guint32  id,
       double   score)
{
  double whole = ways[from].score + score;

  if (!ways[to].is_reached || whole > ways[to].score)
    ways[to] = (Way) { from, id, whole, TRUE };
}

static void
leave (HeedSubwordModel *self,
       const char       *word,
       Way              *ways,
       gsize             from)
{
  const char *p = word + from;
  gsize n_first = (gsize) (g_utf8_next_char (p) - p);
  gboolean has_first = FALSE;

  for (const char *end = g_utf8_next_char (p); (gsize) (end - p) <= self->longest;
       end = g_utf8_next_char (end))
    {
      g_autofree char *piece = g_strndup (p, (gsize) (end - p));
      guint32 id;

      if (find_id (self, piece, &id))
        {
          reach (ways, from, (gsize) (end - word), id, self->scores[id]);
          has_first |= (gsize) (end - p) == n_first;
        }
      if (*end == '\0')
        break;
    }

  if (!has_first)
    reach (ways, from, from + n_first, NO_ID, self->least - UNKNOWN_PENALTY);
}

static gboolean
append_way (Output     *output,
            const char *word,
            const Way  *ways)
{
  g_autoptr(GArray) ends = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (gsize end = strlen (word); end > 0; end = ways[end].from)
    g_array_append_val (ends, end);

  for (guint i = ends->len; i > 0; i--)
    {
      gsize end = g_array_index (ends, gsize, i - 1);
      const Way *way = &ways[end];

      if (way->id != NO_ID)
        {
          append (output, way->id);
        }
      else
        {
          gsize begin = way->from;
          g_autofree char *text = NULL;

          for (; i > 1 && ways[g_array_index (ends, gsize, i - 2)].id == NO_ID; i--)
            end = g_array_index (ends, gsize, i - 2);
          text = g_strndup (word + begin, end - begin);
          if (!append_unknown (output, text))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
encode_unigram (Output     *output,
                const char *word)
{
  gsize n_bytes = strlen (word);
  g_autofree Way *ways = g_new0 (Way, n_bytes + 1);

  ways[0].is_reached = TRUE;
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    leave (output->self, word, ways, (gsize) (p - word));

  return append_way (output, word, ways);
}

/* --- Reading ---------------------------------------------------------------- */

static gboolean
check_id (gint64   id,
          GError **error)
{
  if (id >= 0 && id < MAX_IDS)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
               "vocab: expected ids below %d, found %" G_GINT64_FORMAT, MAX_IDS, id);

  return FALSE;
}

static gboolean
read_vocabulary (HeedSubwordModel  *self,
                 const HeedJson    *json,
                 GError           **error)
{
  const HeedJson *vocabulary = NULL;

  if (!heed_json_read_object (json, "vocab", &vocabulary, error))
    return FALSE;

  for (guint i = 0; i < heed_json_get_n (vocabulary); i++)
    {
      const HeedJson *member = heed_json_get_nth (vocabulary, i);
      gint64 id = -1;

      if (!heed_json_get_whole (member, &id))
        return heed_json_refuse (member, "the id of a token", error);
      if (!check_id (id, error))
        return FALSE;
      g_hash_table_insert (self->ids, g_strdup (heed_json_get_name (member)),
                           GUINT_TO_POINTER ((guint) id + 1));
    }

  return TRUE;
}

/* The unknown token may be missing in the vocabulary: then unknown text is an error. */
static gboolean
read_unknown (HeedSubwordModel  *self,
              const HeedJson    *json,
              GError           **error)
{
  const HeedJson *member = heed_json_get_member (json, "unk_token");
  const char *text = heed_json_get_text (member);

  if (heed_json_get_kind (member) == HEED_JSON_NULL)
    return TRUE;

  if (text == NULL)
    return heed_json_refuse (member, "a token", error);

  find_id (self, text, &self->unknown);

  return TRUE;
}

static gboolean
read_text_or_null (const HeedJson  *json,
                   const char      *name,
                   char           **text,
                   GError         **error)
{
  const HeedJson *member = heed_json_get_member (json, name);

  if (heed_json_get_kind (member) == HEED_JSON_NULL)
    return TRUE;

  if (heed_json_get_text (member) == NULL)
    return heed_json_refuse (member, "a text", error);

  g_free (*text);
  *text = g_strdup (heed_json_get_text (member));

  return TRUE;
}

static gboolean
read_word_level (HeedSubwordModel  *self,
                 const HeedJson    *json,
                 GError           **error)
{
  self->encode = append_text;

  return read_vocabulary (self, json, error) && read_unknown (self, json, error);
}

static gboolean
read_word_piece (HeedSubwordModel  *self,
                 const HeedJson    *json,
                 GError           **error)
{
  self->encode = encode_word_piece;
  self->most_characters = MAX_WORD_CHARACTERS;
  self->prefix = g_strdup ("##");

  return read_vocabulary (self, json, error) && read_unknown (self, json, error) &&
         read_text_or_null (json, "continuing_subword_prefix", &self->prefix, error) &&
         heed_json_read_count (json, "max_input_chars_per_word", 1, 10000, &self->most_characters,
                               error);
}

static const char *
get_nth_text (const HeedJson *json,
              guint           i)
{
  return heed_json_is_list (json) && i < heed_json_get_n (json)
         ? heed_json_get_text (heed_json_get_nth (json, i))
         : NULL;
}

/* A merge is "ka tze", or ["ka", "tze"] since version 0.20. */
static gboolean
read_merge (HeedSubwordModel  *self,
            const HeedJson    *json,
            GError           **error)
{
  const char *text = heed_json_get_text (json);
  const char *space = text != NULL ? strchr (text, ' ') : NULL;
  g_autofree char *left = space != NULL ? g_strndup (text, (gsize) (space - text))
                                        : g_strdup (get_nth_text (json, 0));
  const char *right = space != NULL ? space + 1 : get_nth_text (json, 1);
  g_autofree char *merged = NULL;

  if (left == NULL || right == NULL || *left == '\0' || *right == '\0' ||
      strlen (right) > MAX_PIECE_BYTES || strlen (left) > MAX_PIECE_BYTES)
    return heed_json_refuse (json, "two pieces", error);

  merged = g_strconcat (
    left, right + (g_str_has_prefix (right, self->prefix) ? strlen (self->prefix) : 0), NULL);
  heed_merges_add (self->merges, left, right, merged);

  return TRUE;
}

static gboolean
read_bpe (HeedSubwordModel  *self,
          const HeedJson    *json,
          GError           **error)
{
  const HeedJson *merges = NULL;
  double dropout = 0.0;

  self->encode = encode_bpe;
  self->merges = heed_merges_new ();
  self->prefix = g_strdup ("");
  heed_json_get_number (heed_json_get_member (json, "dropout"), &dropout);
  if (dropout != 0.0)
    return heed_json_refuse_field (json, "dropout", "none", error);

  if (!read_vocabulary (self, json, error) || !read_unknown (self, json, error) ||
      !read_text_or_null (json, "continuing_subword_prefix", &self->prefix, error) ||
      !read_text_or_null (json, "end_of_word_suffix", &self->end, error) ||
      !heed_json_read_boolean (json, "fuse_unk", &self->fuses_unknown, error) ||
      !heed_json_read_boolean (json, "byte_fallback", &self->has_bytes, error) ||
      !heed_json_read_boolean (json, "ignore_merges", &self->keeps_words, error) ||
      !heed_json_read_list (json, "merges", &merges, error))
    return FALSE;

  for (guint i = 0; i < heed_json_get_n (merges); i++)
    if (!read_merge (self, heed_json_get_nth (merges, i), error))
      return FALSE;

  return TRUE;
}

/* Reads a piece and its score. */
static gboolean
read_scored (HeedSubwordModel  *self,
             const HeedJson    *json,
             guint              id,
             GError           **error)
{
  const char *text = get_nth_text (json, 0);

  if (text == NULL || heed_json_get_n (json) != 2 ||
      !heed_json_get_number (heed_json_get_nth (json, 1), &self->scores[id]) ||
      !isfinite (self->scores[id]) || strlen (text) > MAX_PIECE_BYTES)
    return heed_json_refuse (json, "a piece and its score", error);

  self->longest = MAX (self->longest, strlen (text));
  self->least = MIN (self->least, self->scores[id]);
  g_hash_table_insert (self->ids, g_strdup (text), GUINT_TO_POINTER (id + 1));

  return TRUE;
}

static gboolean
read_unigram (HeedSubwordModel  *self,
              const HeedJson    *json,
              GError           **error)
{
  const HeedJson *vocabulary = NULL;
  guint n_pieces;
  gint64 unknown = -1;

  self->encode = encode_unigram;
  self->fuses_unknown = TRUE;
  if (!heed_json_read_list (json, "vocab", &vocabulary, error) ||
      !heed_json_read_boolean (json, "byte_fallback", &self->has_bytes, error))
    return FALSE;

  n_pieces = heed_json_get_n (vocabulary);
  self->scores = g_new0 (double, n_pieces + 1);
  for (guint i = 0; i < n_pieces; i++)
    if (!read_scored (self, heed_json_get_nth (vocabulary, i), i, error))
      return FALSE;

  if (heed_json_get_whole (heed_json_get_member (json, "unk_id"), &unknown))
    {
      if (unknown < 0 || unknown >= n_pieces)
        return heed_json_refuse_field (json, "unk_id", "the id of a piece", error);
      self->unknown = (guint32) unknown;
    }

  return TRUE;
}

static const struct {
  const char *name;
  gboolean  (*read) (HeedSubwordModel *self,
                     const HeedJson   *json,
                     GError          **error);
} kinds[] = {
  { "WordLevel", read_word_level },
  { "WordPiece", read_word_piece },
  { "BPE", read_bpe },
  { "Unigram", read_unigram },
};

/* Files of older versions have no type. */
static const char *
find_type (const HeedJson *json)
{
  const char *type = heed_json_get_text (heed_json_get_member (json, "type"));

  if (type != NULL)
    return type;

  if (heed_json_is_list (heed_json_get_member (json, "merges")))
    return "BPE";

  return heed_json_is_list (heed_json_get_member (json, "vocab")) ? "Unigram" : "none";
}

HeedSubwordModel *
heed_subword_model_new (const HeedJson  *json,
                        GError         **error)
{
  g_autoptr(HeedSubwordModel) self = g_new0 (HeedSubwordModel, 1);
  const char *type = find_type (json);

  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unknown = NO_ID;
  self->end = g_strdup ("");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (type, kinds[i].name))
      {
        if (!kinds[i].read (self, json, error))
          return NULL;
        if (self->prefix == NULL)
          self->prefix = g_strdup ("");
        return g_steal_pointer (&self);
      }

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "model: expected WordLevel, WordPiece, BPE or Unigram, found %.40s", type);

  return NULL;
}

void
heed_subword_model_free (HeedSubwordModel *self)
{
  g_hash_table_unref (self->ids);
  g_clear_pointer (&self->merges, heed_merges_free);
  g_free (self->prefix);
  g_free (self->end);
  g_free (self->scores);
  g_free (self);
}

/* The models walk a word character by character, so it must consist of whole ones. */
static gboolean
check_word (const char  *word,
            GError     **error)
{
  if (g_utf8_validate (word, -1, NULL))
    return TRUE;

  g_set_error_literal (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                       "word: expected UTF-8, found other bytes");

  return FALSE;
}

gboolean
heed_subword_model_encode (HeedSubwordModel  *self,
                           const char        *word,
                           GArray            *ids,
                           GPtrArray         *unknown,
                           GError           **error)
{
  Output output = { self, ids, unknown, error, FALSE };

  return *word == '\0' || (check_word (word, error) && self->encode (&output, word));
}

GHashTable *
heed_subword_model_get_ids (HeedSubwordModel *self)
{
  return self->ids;
}

const char *
heed_subword_model_get_end (HeedSubwordModel *self)
{
  return self->end;
}
