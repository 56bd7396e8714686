/* model-text.c — the tokenizers of a model: their fields in a description, and their storage
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     "source_text": {"tokenizer": "subword-nmt",    how text is split
 *                     "file": "bpe.codes",           the splitter's file, next to the weights
 *                     "pieces": "@@",                how pieces of a word are marked
 *                     "added": [{"id": 120}],        tokens matched in text
 *                     "lowercase": true}             rules (normalise.c)
 *     "source_words": ["<s>", "the"]
 *
 * In Heed's own files, the file of the splitter is a tensor of bytes, and words are
 * metadata.
 */

#include "engine/formats/model-text.h"

#include <string.h>

#include "engine/files/json-fields.h"
#include "engine/files/json-writer.h"
#include "engine/networks/fields.h"
#include "engine/text/piece-marks.h"

#define MAX_MODEL_BYTES (64 * 1024 * 1024)

/* The name of each kind of tokenizer, and of the array that stores the file of its splitter. */
static const struct {
  const char *name;
  const char *array;   /* suffix to "source" or "target"; NULL: nothing to store */
} kinds[] = {
  [HEED_TOKENIZER_WORD] = { "word", NULL },
  [HEED_TOKENIZER_CHARACTER] = { "character", NULL },
  [HEED_TOKENIZER_SENTENCEPIECE] = { "sentencepiece", ".sentencepiece" },
  [HEED_TOKENIZER_SUBWORD_NMT] = { "subword-nmt", ".subword-nmt" },
  [HEED_TOKENIZER_BYTE] = { "byte", NULL },
  [HEED_TOKENIZER_JSON] = { "tokenizer.json", ".tokenizer" },
};

static const char *const members[] = { "tokenizer", "file",    "pieces", "added",
                                       "refused",   "comment", NULL };

static gboolean
refuse (GError     **error,
        const char  *what,
        const char  *expected,
        const char  *found)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: expected %s, found %s", what,
               expected, found);

  return FALSE;
}

/* --- Parsing the options ---------------------------------------------------- */

typedef struct {
  HeedTokenizerKind  kind;
  HeedTextRules      rules;
  HeedPieceMarks     marks;
  gboolean           has_marks;
  const char        *file;      /* or NULL */
  const char        *refused;   /* or NULL */
  GArray            *added;     /* of HeedAddedToken, or NULL */
} Options;

static void
clear_options (Options *options)
{
  g_clear_pointer (&options->added, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
is_known_member (const char *name)
{
  guint n_rules;
  const HeedTextRuleName *rules = heed_text_rules_list (&n_rules);

  for (guint i = 0; i < n_rules; i++)
    if (g_str_equal (rules[i].name, name))
      return TRUE;

  return g_strv_contains (members, name);
}

/* Refuses unknown rules: a misspelt one would otherwise be ignored silently. */
static gboolean
check_members (const HeedJson  *text,
               GError         **error)
{
  for (guint i = 0; i < heed_json_get_n (text); i++)
    if (!is_known_member (heed_json_get_name (heed_json_get_nth (text, i))))
      {
        g_autofree char *path = heed_json_dup_path (text, NULL);

        return refuse (error, path, "tokenizer, file, pieces, added or a rule of text",
                       heed_json_get_name (heed_json_get_nth (text, i)));
      }

  return TRUE;
}

static gboolean
parse_rules (const HeedJson  *text,
             HeedTextRules   *rules,
             GError         **error)
{
  guint n_rules;
  const HeedTextRuleName *names = heed_text_rules_list (&n_rules);

  for (guint i = 0; i < n_rules; i++)
    {
      gboolean is_applied = FALSE;

      if (!heed_json_read_boolean (text, names[i].name, &is_applied, error))
        return FALSE;

      if (is_applied)
        *rules |= names[i].rule;
    }

  return TRUE;
}

static gboolean
parse_kind (const HeedJson     *text,
            HeedTokenizerKind  *kind,
            GError            **error)
{
  const char *names[G_N_ELEMENTS (kinds) + 1] = { NULL };
  guint choice = HEED_TOKENIZER_WORD;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    names[i] = kinds[i].name;

  if (!heed_json_read_choice (text, "tokenizer", names, &choice, error))
    return FALSE;

  *kind = (HeedTokenizerKind) choice;

  return TRUE;
}

/* Accepts only the name of a file next to the weights. */
static gboolean
parse_file (const HeedJson  *text,
            const char     **file,
            GError         **error)
{
  if (!heed_json_read_text (text, "file", file, error))
    return FALSE;

  if (*file == NULL || (**file != '\0' && **file != '.' && strchr (*file, G_DIR_SEPARATOR) == NULL))
    return TRUE;

  return heed_json_refuse_field (text, "file", "the name of a file beside the weights", error);
}

static gboolean
parse_marks (const HeedJson  *text,
             Options         *options,
             GError         **error)
{
  const char *name = NULL;

  if (!heed_json_read_text (text, "pieces", &name, error))
    return FALSE;

  options->has_marks = name != NULL;

  return name == NULL || heed_piece_marks_parse (name, &options->marks) ||
         heed_json_refuse_field (text, "pieces", "none, @@, ▁, ▁ behind, ## or ￭", error);
}

static gboolean
parse_added_token (const HeedJson  *json,
                   HeedAddedToken  *token,
                   GError         **error)
{
  guint id = HEED_NO_TOKEN;

  *token = (HeedAddedToken) { .id = HEED_NO_TOKEN };
  if (!heed_json_read_count (json, "id", 0, HEED_NO_TOKEN - 1, &id, error) ||
      !heed_json_read_boolean (json, "strips_before", &token->strips_before, error) ||
      !heed_json_read_boolean (json, "strips_after", &token->strips_after, error) ||
      !heed_json_read_boolean (json, "is_word", &token->is_word, error))
    return FALSE;

  token->id = id;

  return id != HEED_NO_TOKEN || heed_json_refuse (json, "a token with its id", error);
}

static gboolean
parse_added (const HeedJson  *text,
             Options         *options,
             GError         **error)
{
  const HeedJson *list = NULL;

  if (!heed_json_read_list (text, "added", &list, error))
    return FALSE;
  if (list == NULL)
    return TRUE;

  options->added = g_array_new (FALSE, FALSE, sizeof (HeedAddedToken));
  for (guint i = 0; i < heed_json_get_n (list); i++)
    {
      HeedAddedToken token;

      if (!parse_added_token (heed_json_get_nth (list, i), &token, error))
        return FALSE;
      g_array_append_val (options->added, token);
    }

  return TRUE;
}

static gboolean
parse_options (const HeedJson  *json,
               const char      *key,
               Options         *options,
               GError         **error)
{
  const HeedJson *text = NULL;

  *options = (Options) { HEED_TOKENIZER_WORD };

  return heed_json_read_object (json, key, &text, error) &&
         check_members (text, error) &&
         heed_json_read_text (text, "refused", &options->refused, error) &&
         parse_rules (text, &options->rules, error) &&
         parse_kind (text, &options->kind, error) &&
         parse_file (text, &options->file, error) &&
         parse_marks (text, options, error) &&
         parse_added (text, options, error);
}

const char *
heed_model_text_get_refusal (const HeedJson *json,
                             const char     *key)
{
  return heed_json_get_text (heed_json_get_member (heed_json_get_member (json, key), "refused"));
}

/* --- Words ------------------------------------------------------------------ */

static GPtrArray *
list_words (const HeedJson  *json,
            GError         **error)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  if (!heed_json_is_list (json))
    {
      heed_json_refuse (json, "a list of words", error);
      return NULL;
    }

  for (guint i = 0; i < heed_json_get_n (json); i++)
    {
      const char *word;

      if (!heed_json_take_text (heed_json_get_nth (json, i), &word, error))
        return NULL;

      g_ptr_array_add (words, g_strdup (word));
    }

  return g_steal_pointer (&words);
}

/* Returns the words of one side: a list in the metadata of the file, or one in the description.
 * NULL without an error if there is neither. */
static GPtrArray *
find_words (const HeedModelTextPlace  *place,
            const char                *side,
            GError                   **error)
{
  static const HeedJsonLimits limits = { 1, HEED_MAX_VOCABULARY + 1 };
  g_autofree char *file_key = g_strconcat ("heed.", side, "_vocabulary", NULL);
  g_autofree char *description_key = g_strconcat (side, "_words", NULL);
  const char *text = heed_weights_find_metadata (place->weights, file_key);
  const HeedJson *described = heed_json_get_member (place->json, description_key);
  g_autoptr(HeedJson) list = NULL;

  if (text == NULL)
    return described != NULL ? list_words (described, error) : NULL;

  list = heed_json_parse (file_key, text, strlen (text), &limits, error);

  return list != NULL ? list_words (list, error) : NULL;
}

/* --- Tokenizers ------------------------------------------------------------- */

static GBytes *
load_file (const HeedModelTextPlace  *place,
           const char                *file,
           GError                   **error)
{
  g_autofree char *folder = g_path_get_dirname (place->path);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr(GMappedFile) mapped = g_mapped_file_new (path, FALSE, error);

  if (mapped == NULL)
    return NULL;

  if (g_mapped_file_get_length (mapped) <= MAX_MODEL_BYTES)
    return g_mapped_file_get_bytes (mapped);

  g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
               "%s: expected at most %d bytes, found %" G_GSIZE_FORMAT, file, MAX_MODEL_BYTES,
               g_mapped_file_get_length (mapped));

  return NULL;
}

/* Loads the file of the splitter from a tensor of bytes, or from the file given. */
static GBytes *
load_model (const HeedModelTextPlace  *place,
            const Options             *options,
            const char                *side,
            GError                   **error)
{
  g_autofree char *name = g_strconcat (side, kinds[options->kind].array, NULL);
  const HeedArray *array = heed_weights_find (place->weights, name);

  if (array != NULL && array->dtype == HEED_DTYPE_U8)
    return g_bytes_new (array->data, array->n_bytes);

  if (options->file != NULL)
    return load_file (place, options->file, error);

  refuse (error, name, "what splits text, as bytes or in a file", "none");

  return NULL;
}

/* --- Both ------------------------------------------------------------------- */

/* Heed's own files without a field for marks are older than that field, and their tokens are
 * whole words. */
static HeedTokenizer *
make_text (const Options      *options,
           gboolean            is_own,
           GBytes             *model,
           GPtrArray          *words,
           HeedSpecialTokens  *special,
           GError            **error)
{
  const char *const *texts = words != NULL ? (const char *const *) words->pdata : NULL;
  HeedTokenizerParts parts = {
    .kind = options->kind,
    .rules = options->rules,
    .marks = options->marks,
    .model = model,
    .words = texts,
    .n_words = words != NULL ? words->len : 0,
    .special = *special,
    .added =
      options->added != NULL ? (const HeedAddedToken *) (gpointer) options->added->data : NULL,
    .n_added = options->added != NULL ? options->added->len : 0,
  };
  HeedTokenizer *text;

  if (!options->has_marks && words != NULL && !is_own)
    parts.marks = heed_piece_marks_detect (texts, words->len);

  text = heed_tokenizer_new (&parts, error);
  if (text != NULL && words == NULL)
    *special = *heed_tokenizer_get_special (text);

  return text;
}

/**
 * heed_model_text_load:
 *
 * Errors: %HEED_ERROR_UNSUPPORTED if a field is unknown, or the file of the splitter is
 * missing; those of heed_tokenizer_new(); #GFileError
 */
gboolean
heed_model_text_load (const HeedModelTextPlace  *place,
                      const char                *side,
                      HeedSpecialTokens         *special,
                      HeedTokenizer            **text,
                      GError                   **error)
{
  g_autofree char *key = g_strconcat (side, "_text", NULL);
  g_autoptr(GPtrArray) words = NULL;
  g_autoptr(GBytes) model = NULL;
  g_autoptr(GError) words_error = NULL;
  g_auto(Options) options = { HEED_TOKENIZER_WORD };

  if (!parse_options (place->json, key, &options, error))
    return FALSE;

  words = find_words (place, side, &words_error);
  if (words_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&words_error));
      return FALSE;
    }

  if (options.refused != NULL || (words == NULL && options.kind != HEED_TOKENIZER_SENTENCEPIECE))
    return TRUE;

  if (kinds[options.kind].array != NULL &&
      (model = load_model (place, &options, side, error)) == NULL)
    return FALSE;

  *text = make_text (&options,
                     heed_weights_find_metadata (place->weights, "heed.config") != NULL, model,
                     words, special, error);

  return *text != NULL;
}

/* --- Saying and writing ----------------------------------------------------- */

static void
describe_added (HeedTokenizer *text,
                HeedJson      *options)
{
  guint n_added;
  const HeedAddedToken *added = heed_tokenizer_get_added (text, &n_added);
  HeedJson *list = n_added > 0 ? heed_json_set_list (options, "added") : NULL;

  for (guint i = 0; i < n_added; i++)
    {
      HeedJson *token = heed_json_add_object (list);

      heed_json_set_whole (token, "id", added[i].id);
      if (added[i].strips_before)
        heed_json_set_boolean (token, "strips_before", TRUE);
      if (added[i].strips_after)
        heed_json_set_boolean (token, "strips_after", TRUE);
      if (added[i].is_word)
        heed_json_set_boolean (token, "is_word", TRUE);
    }
}

void
heed_model_text_describe (HeedTokenizer *text,
                          HeedJson      *json,
                          const char    *key)
{
  HeedJson *options = heed_json_set_object (json, key);
  HeedTextRules rules = heed_tokenizer_get_rules (text);
  guint n_rules;
  const HeedTextRuleName *names = heed_text_rules_list (&n_rules);

  heed_json_set_text (options, "tokenizer", kinds[heed_tokenizer_get_kind (text)].name);
  heed_json_set_text (options, "pieces",
                      heed_piece_marks_get_name (heed_tokenizer_get_marks (text)));
  for (guint i = 0; i < n_rules; i++)
    heed_json_set_boolean (options, names[i].name, (rules & names[i].rule) != 0);
  describe_added (text, options);
}

static char *
write_words (HeedTokenizer *text)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_array (json, NULL);
  for (guint i = 0; i < heed_tokenizer_get_size (text); i++)
    heed_json_writer_add_string (json, NULL, heed_tokenizer_get_token (text, i).text);
  heed_json_writer_end_array (json);

  return g_strdup (heed_json_writer_get_text (json));
}

void
heed_model_text_save (HeedTokenizer *text,
                      const char    *side,
                      GHashTable    *metadata,
                      GArray        *arrays)
{
  GBytes *model = text != NULL ? heed_tokenizer_get_model (text) : NULL;
  HeedArray array = { .dtype = HEED_DTYPE_U8, .n_dims = 1 };
  g_autofree char *name = NULL;

  if (text == NULL)
    return;

  if (model == NULL || !heed_tokenizer_has_own_ids (text))
    g_hash_table_insert (metadata, g_strconcat ("heed.", side, "_vocabulary", NULL),
                         write_words (text));

  if (model == NULL)
    return;

  name = g_strconcat (side, kinds[heed_tokenizer_get_kind (text)].array, NULL);
  array.name = g_intern_string (name);
  array.data = g_bytes_get_data (model, &array.n_bytes);
  array.n_values = array.shape[0] = array.n_bytes;
  g_array_append_val (arrays, array);
}
