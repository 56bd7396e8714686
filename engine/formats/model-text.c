/* model-text.c — what a description says of text, and how a model's file keeps it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     "source_text": {"tokenizer": "subword-nmt",    how text is split
 *                     "file": "bpe.codes",           what splits it, beside the weights
 *                     "pieces": "@@",                how words show pieces of one word
 *                     "added": [{"id": 120}],        tokens that are found in text
 *                     "lowercase": true}             rules (normalise.c)
 *     "source_words": ["<s>", "the"]
 *
 * In Heed's own files, what splits is a tensor of bytes and words are metadata.
 */

#include "engine/formats/model-text.h"

#include <string.h>

#include "engine/text/piece-marks.h"

#define MAX_JSON_BYTES  (64 * 1024 * 1024)
#define MAX_MODEL_BYTES (64 * 1024 * 1024)

/* What each kind of tokenizer is called, and where a file keeps what splits. */
static const struct {
  const char *name;
  const char *array;   /* behind "source" or "target"; NULL: nothing to keep */
} kinds[] = {
  [HEED_TOKENIZER_WORD] = { "word", NULL },
  [HEED_TOKENIZER_CHARACTER] = { "character", NULL },
  [HEED_TOKENIZER_SENTENCEPIECE] = { "sentencepiece", ".sentencepiece" },
  [HEED_TOKENIZER_SUBWORD_NMT] = { "subword-nmt", ".subword-nmt" },
  [HEED_TOKENIZER_BYTE] = { "byte", NULL },
};

static const char *const members[] = { "tokenizer", "file", "pieces", "added", "refused", "comment", NULL };

static gboolean
refuse (GError     **error,
        const char  *what,
        const char  *expected,
        const char  *found)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: expected %s, found %s", what, expected, found);

  return FALSE;
}

/* --- What is said ----------------------------------------------------------- */

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

/* A rule that is misspelled would change nothing, in silence. */
static gboolean
check_members (JsonObject  *text,
               const char  *key,
               GError     **error)
{
  g_autoptr(GList) names = json_object_get_members (text);

  for (GList *name = names; name != NULL; name = name->next)
    if (!is_known_member (name->data))
      return refuse (error, key, "tokenizer, file, pieces, added or a rule of text", name->data);

  return TRUE;
}

static HeedTextRules
parse_rules (JsonObject *text)
{
  guint n_rules;
  const HeedTextRuleName *names = heed_text_rules_list (&n_rules);
  HeedTextRules rules = HEED_TEXT_AS_IS;

  for (guint i = 0; i < n_rules; i++)
    if (json_object_get_boolean_member_with_default (text, names[i].name, FALSE))
      rules |= names[i].rule;

  return rules;
}

static gboolean
parse_kind (JsonObject         *text,
            HeedTokenizerKind  *kind,
            GError            **error)
{
  const char *name = json_object_get_string_member_with_default (text, "tokenizer", "word");
  g_autoptr(GString) known = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].name, name) == 0)
        {
          *kind = (HeedTokenizerKind) i;
          return TRUE;
        }
      g_string_append_printf (known, "%s%s", i == 0 ? "" : i + 1 < G_N_ELEMENTS (kinds) ? ", " : " or ", kinds[i].name);
    }

  return refuse (error, "tokenizer", known->str, name != NULL ? name : "something that is no text");
}

/* A file beside the weights, and no other. */
static gboolean
parse_file (JsonObject   *text,
            const char  **file,
            GError      **error)
{
  *file = json_object_get_string_member_with_default (text, "file", NULL);
  if (*file == NULL || (**file != '\0' && **file != '.' && strchr (*file, G_DIR_SEPARATOR) == NULL))
    return TRUE;

  return refuse (error, "file", "the name of a file beside the weights", *file);
}

static gboolean
parse_marks (JsonObject  *text,
             Options     *options,
             GError     **error)
{
  const char *name = json_object_get_string_member_with_default (text, "pieces", NULL);

  options->has_marks = name != NULL;

  return name == NULL || heed_piece_marks_parse (name, &options->marks) ||
         refuse (error, "pieces", "none, @@, ▁, ▁ behind, ## or ￭", name);
}

static gboolean
parse_added_token (JsonNode        *node,
                   HeedAddedToken  *token,
                   GError         **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  gint64 id = object != NULL ? json_object_get_int_member_with_default (object, "id", -1) : -1;

  if (id < 0 || id >= HEED_NO_TOKEN)
    return refuse (error, "added", "tokens with their ids", "something else");

  *token = (HeedAddedToken) {
    .id = (guint32) id,
    .strips_before = json_object_get_boolean_member_with_default (object, "strips_before", FALSE),
    .strips_after = json_object_get_boolean_member_with_default (object, "strips_after", FALSE),
    .is_word = json_object_get_boolean_member_with_default (object, "is_word", FALSE),
  };

  return TRUE;
}

static gboolean
parse_added (JsonObject  *text,
             Options     *options,
             GError     **error)
{
  JsonNode *node = json_object_get_member (text, "added");
  JsonArray *array;

  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, "added", "a list of tokens", "something else");

  array = json_node_get_array (node);
  options->added = g_array_new (FALSE, FALSE, sizeof (HeedAddedToken));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      HeedAddedToken token;

      if (!parse_added_token (json_array_get_element (array, i), &token, error))
        return FALSE;
      g_array_append_val (options->added, token);
    }

  return TRUE;
}

static gboolean
parse_options (JsonObject  *json,
               const char  *key,
               Options     *options,
               GError     **error)
{
  JsonNode *node = json_object_get_member (json, key);
  JsonObject *text;

  *options = (Options) { HEED_TOKENIZER_WORD };
  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, key, "an object", "something else");

  text = json_node_get_object (node);
  options->refused = json_object_get_string_member_with_default (text, "refused", NULL);
  options->rules = parse_rules (text);

  return check_members (text, key, error) &&
         parse_kind (text, &options->kind, error) &&
         parse_file (text, &options->file, error) &&
         parse_marks (text, options, error) &&
         parse_added (text, options, error);
}

const char *
heed_model_text_get_refusal (JsonObject *json,
                             const char *key)
{
  JsonNode *node = json_object_get_member (json, key);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
         ? json_object_get_string_member_with_default (json_node_get_object (node), "refused", NULL) : NULL;
}

/* --- Words ------------------------------------------------------------------ */

static GPtrArray *
list_words (JsonNode    *node,
            const char  *key,
            GError     **error)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      refuse (error, key, "a JSON list of words", "something else");
      return NULL;
    }

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *word = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (word) || json_node_get_value_type (word) != G_TYPE_STRING)
        {
          refuse (error, key, "words only", "something else");
          return NULL;
        }
      g_ptr_array_add (words, json_node_dup_string (word));
    }

  return g_steal_pointer (&words);
}

/* The words of one side: a list in the file's metadata, or one in the
 * description. NULL without an error if there is neither. */
static GPtrArray *
find_words (const HeedModelTextPlace  *place,
            const char                *side,
            GError                   **error)
{
  g_autofree char *file_key = g_strconcat ("heed.", side, "_vocabulary", NULL);
  g_autofree char *description_key = g_strconcat (side, "_words", NULL);
  const char *list = heed_weights_find_metadata (place->weights, file_key);
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();

  if (list == NULL)
    return json_object_has_member (place->json, description_key)
           ? list_words (json_object_get_member (place->json, description_key), description_key, error)
           : NULL;

  if (strlen (list) > MAX_JSON_BYTES || !json_parser_load_from_data (parser, list, -1, NULL))
    {
      refuse (error, file_key, "JSON", "something else");
      return NULL;
    }

  return list_words (json_parser_get_root (parser), file_key, error);
}

/* --- What splits ------------------------------------------------------------ */

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

  g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE, "%s: expected at most %d bytes, found %" G_GSIZE_FORMAT,
               file, MAX_MODEL_BYTES, g_mapped_file_get_length (mapped));

  return NULL;
}

/* A tensor of bytes, or a file that is named. */
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

/* Files that Heed wrote before they said so have words. */
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
    .added = options->added != NULL ? (const HeedAddedToken *) (gpointer) options->added->data : NULL,
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
 * Errors: %HEED_ERROR_UNSUPPORTED if a field is none, or what splits text is not
 * there; as heed_tokenizer_new(); #GFileError
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

  if (kinds[options.kind].array != NULL && (model = load_model (place, &options, side, error)) == NULL)
    return FALSE;

  *text = make_text (&options, heed_weights_find_metadata (place->weights, "heed.config") != NULL, model, words,
                     special, error);

  return *text != NULL;
}

/* --- Saying and writing ----------------------------------------------------- */

static void
describe_added (HeedTokenizer *text,
                JsonObject    *options)
{
  guint n_added;
  const HeedAddedToken *added = heed_tokenizer_get_added (text, &n_added);
  JsonArray *array;

  if (n_added == 0)
    return;

  array = json_array_sized_new (n_added);
  for (guint i = 0; i < n_added; i++)
    {
      JsonObject *token = json_object_new ();

      json_object_set_int_member (token, "id", added[i].id);
      if (added[i].strips_before)
        json_object_set_boolean_member (token, "strips_before", TRUE);
      if (added[i].strips_after)
        json_object_set_boolean_member (token, "strips_after", TRUE);
      if (added[i].is_word)
        json_object_set_boolean_member (token, "is_word", TRUE);
      json_array_add_object_element (array, token);
    }
  json_object_set_array_member (options, "added", array);
}

void
heed_model_text_describe (HeedTokenizer *text,
                          JsonObject    *json,
                          const char    *key)
{
  JsonObject *options = json_object_new ();
  HeedTextRules rules = heed_tokenizer_get_rules (text);
  guint n_rules;
  const HeedTextRuleName *names = heed_text_rules_list (&n_rules);

  json_object_set_string_member (options, "tokenizer", kinds[heed_tokenizer_get_kind (text)].name);
  json_object_set_string_member (options, "pieces", heed_piece_marks_get_name (heed_tokenizer_get_marks (text)));
  for (guint i = 0; i < n_rules; i++)
    json_object_set_boolean_member (options, names[i].name, (rules & names[i].rule) != 0);
  describe_added (text, options);
  json_object_set_object_member (json, key, options);
}

static char *
write_words (HeedTokenizer *text)
{
  g_autoptr(JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < heed_tokenizer_get_size (text); i++)
    json_array_add_string_element (array, heed_tokenizer_get_token (text, i).text);
  json_node_take_array (root, array);

  return json_to_string (root, FALSE);
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
    g_hash_table_insert (metadata, g_strconcat ("heed.", side, "_vocabulary", NULL), write_words (text));

  if (model == NULL)
    return;

  name = g_strconcat (side, kinds[heed_tokenizer_get_kind (text)].array, NULL);
  array.name = g_intern_string (name);
  array.data = g_bytes_get_data (model, &array.n_bytes);
  array.n_values = array.shape[0] = array.n_bytes;
  g_array_append_val (arrays, array);
}
