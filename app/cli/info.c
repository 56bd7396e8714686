/* info.c — heed-cli info: the properties of a model file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each fact is printed with its origin: the file's metadata, the shapes of its tensors for what the
 * description leaves out, or, for weights of other programs, the evidence by which the layout was
 * recognised.
 */

#include <string.h>

#include "app/cli/model-option.h"
#include "app/cli/model-words.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/verb.h"
#include "engine/files/json-writer.h"

#define N_FIRST_TOKENS 8
#define NAME_WIDTH     26
#define VALUE_WIDTH    28
#define TENSOR_WIDTH   32
#define GAP            2

#define FROM_CONFIG "heed.config"
#define FROM_SHAPES "tensor shapes"
#define WHY         "heed.why"
#define NO_TEXT     "heed.no_text"
#define GUESSED     "heed.guessed"

/* As given on the command line. */
static struct
{
  gboolean json;
} given;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &given.json, "Print one JSON object", NULL },
  G_OPTION_ENTRY_NULL
};

/* One fact about a model: a text or a count. */
typedef struct {
  const char *name;
  const char *text;   /* NULL for a count */
  guint64     count;
  const char *origin;
} Fact;

/* What the file says about itself, parsed; members are NULL if missing. */
typedef struct {
  HeedModel  *model;
  const char *path;
  HeedJson   *config;
  HeedJson   *why;
  HeedJson   *guessed;
} Subject;

static void
subject_clear (Subject *subject)
{
  g_clear_pointer (&subject->config, heed_json_free);
  g_clear_pointer (&subject->why, heed_json_free);
  g_clear_pointer (&subject->guessed, heed_json_free);
  g_clear_pointer (&subject->model, heed_model_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Subject, subject_clear)

static HeedJson *
parse_metadata (HeedModel  *model,
                const char *key)
{
  const char *text = heed_model_get_metadata (model, key);

  return text != NULL ? heed_json_parse (key, text, strlen (text), NULL, NULL) : NULL;
}

static const char *
find_text (const HeedJson *object,
           const char     *key)
{
  return heed_json_get_text (heed_json_get_member (object, key));
}

static const char *
find_origin (const Subject *subject,
             const char    *key,
             const char    *otherwise)
{
  return heed_model_get_metadata (subject->model, key) != NULL ? key : otherwise;
}

/* A model without a name of its own is named after its file. */
static const char *
find_name_origin (const Subject *subject)
{
  const char *name = heed_model_get_info (subject->model)->name;
  g_autofree char *file = subject->path != NULL ? g_path_get_basename (subject->path) : NULL;
  gsize n_bytes = strlen (name);

  return file != NULL && strncmp (file, name, n_bytes) == 0 &&
             (file[n_bytes] == '.' || file[n_bytes] == '\0')
         ? "file name"
         : find_origin (subject, "heed.name", "file name");
}

/* The tensor whose shape shows a size. Used for recurrent models; for others, only
 * "tensor shapes" is reported. */
static const struct { const char *key, *tensor; } shown_by[] = {
  { "encoder_layers", "encoder.rnn.weight_hh_l" },
  { "encoder_directions", "encoder.rnn.weight_hh_l0" },
  { "decoder_layers", "decoder.rnn.weight_hh_l" },
  { "decoder_width", "decoder.rnn.weight_hh_l0" },
  { "source_vocabulary", "encoder.embedding.weight" },
  { "target_vocabulary", "decoder.embedding.weight" },
};

/* Finds the last of the model's tensors that shows this size. */
static const char *
find_shape_origin (const Subject *subject,
                   const char    *key)
{
  guint n_tensors;
  const HeedTensorInfo *tensors = heed_model_get_tensors (subject->model, &n_tensors);
  const HeedTensorInfo *found = NULL;
  g_autofree char *origin = NULL;

  for (guint k = 0; k < G_N_ELEMENTS (shown_by); k++)
    for (guint i = 0; i < n_tensors && g_str_equal (shown_by[k].key, key); i++)
      if (g_str_has_prefix (tensors[i].name, shown_by[k].tensor))
        found = &tensors[i];

  if (found == NULL || found->n_dims != 2)
    return FROM_SHAPES;

  origin = g_strdup_printf ("%s is %" G_GSIZE_FORMAT " x %" G_GSIZE_FORMAT,
                            found->name, found->shape[0], found->shape[1]);

  return g_intern_string (origin);
}

static gboolean
is_value (const HeedJson *json)
{
  HeedJsonKind kind = heed_json_get_kind (json);

  return kind == HEED_JSON_TEXT || kind == HEED_JSON_NUMBER || kind == HEED_JSON_BOOLEAN;
}

/* Marks a field as guessed if no tensor determines it. */
static const char *
mark_guess (const Subject *subject,
            const char    *key,
            const char    *why)
{
  g_autofree char *marked = heed_json_get_member (subject->guessed, key) != NULL
                            ? g_strdup_printf ("GUESSED: %s", why)
                            : NULL;

  return marked != NULL ? g_intern_string (marked) : why;
}

/* Fields that are missing in the configuration were read from the shapes. */
static const char *
find_config_origin (const Subject *subject,
                    const char    *key)
{
  const HeedJson *json = heed_json_get_member (subject->config, key);
  const char *why = find_text (subject->why, key);
  gint64 count = 1;

  if (why != NULL)
    return mark_guess (subject, key, why);

  heed_json_get_whole (json, &count);

  return is_value (json) && count > 0 ? FROM_CONFIG : find_shape_origin (subject, key);
}

/* The evidence for a layout is stored with the field "family". */
static const char *
find_layout_origin (const Subject *subject)
{
  const char *why = find_text (subject->why, "family");

  return why != NULL ? why : "names of tensors";
}

/* The origin of a fact that has different keys in the two families. */
static const char *
find_either_origin (const Subject *subject,
                    const char    *key,
                    const char    *other)
{
  gboolean is_other = find_text (subject->why, key) == NULL &&
                      heed_json_get_member (subject->config, key) == NULL &&
                      (find_text (subject->why, other) != NULL ||
                       heed_json_get_member (subject->config, other) != NULL);

  return find_config_origin (subject, is_other ? other : key);
}

static GArray *
collect_facts (const Subject *subject)
{
  const HeedModelInfo *info = heed_model_get_info (subject->model);
  const char *architecture = heed_model_words_architecture (info->architecture);
  const char *attention = heed_score_get_info (info->score)->name;
  const char *layout = find_text (subject->why, "layout");
  const Fact facts[] = {
    { "layout", layout != NULL ? layout : "as described", 0,
      layout != NULL ? find_layout_origin (subject) : FROM_CONFIG },
    { "name", info->name, 0, find_name_origin (subject) },
    { "source_language", info->source_language, 0,
      find_origin (subject, "heed.source_language", "nowhere") },
    { "target_language", info->target_language, 0,
      find_origin (subject, "heed.target_language", "nowhere") },
    { "architecture", architecture, 0, find_either_origin (subject, "cell", "family") },
    { "attention", attention, 0, find_either_origin (subject, "score", "family") },
    { "encoder_layers", NULL, info->n_encoder_layers,
      find_config_origin (subject, "encoder_layers") },
    { "encoder_directions", NULL, info->n_directions,
      find_config_origin (subject, "encoder_directions") },
    { "decoder_layers", NULL, info->n_decoder_layers,
      find_config_origin (subject, "decoder_layers") },
    { "decoder_width", NULL, info->width, find_either_origin (subject, "decoder_width", "width") },
    { "heads", NULL, info->n_heads, find_either_origin (subject, "heads", "decoder_heads") },
    { "source_vocabulary", NULL, info->source_vocabulary,
      find_config_origin (subject, "source_vocabulary") },
    { "target_vocabulary", NULL, info->target_vocabulary,
      find_config_origin (subject, "target_vocabulary") },
    { "parameters", NULL, info->n_parameters, FROM_SHAPES },
  };
  GArray *array = g_array_new (FALSE, FALSE, sizeof (Fact));

  g_array_append_vals (array, facts, G_N_ELEMENTS (facts));

  return array;
}

/* --- As text --- */

/* Pads to the column width, with a gap even after text that is wider than the column. */
static void
append_column (GString    *out,
               const char *text,
               guint       n_columns)
{
  heed_output_append_padded (out, text, MAX (n_columns, heed_output_measure_width (text) + GAP));
}

static void
append_first_tokens (GString    *out,
                     HeedModel  *model,
                     const char *side,
                     guint       vocabulary,
                     HeedToken (*get_token) (HeedModel *model,
                                             guint32    id))
{
  append_column (out, side, NAME_WIDTH);
  for (guint32 id = 0; id < MIN (vocabulary, N_FIRST_TOKENS); id++)
    {
      heed_output_append_padded (out, get_token (model, id).text, 0);
      g_string_append_c (out, ' ');
    }
  g_string_append (out, vocabulary > N_FIRST_TOKENS ? "…\n" : "\n");
}

static void
append_tensor (GString              *out,
               const HeedTensorInfo *tensor)
{
  g_string_append_printf (out, "%-4s  ", tensor->dtype);
  for (guint i = 0; i < tensor->n_dims; i++)
    g_string_append_printf (out, i == 0 ? "%6" G_GSIZE_FORMAT : " x %-6" G_GSIZE_FORMAT,
                            tensor->shape[i]);
  g_string_append (out, "  ");
  heed_output_append_padded (out, tensor->name, 0);
  g_string_append_c (out, '\n');
}

/* Appends a text as it is, any other value as JSON. */
static void
append_value (GString        *out,
              const HeedJson *json)
{
  g_autofree char *line = heed_json_get_text (json) != NULL ? g_strdup (heed_json_get_text (json))
                                                            : heed_json_to_line (json);

  heed_output_append_padded (out, line, 0);
}

/* Appends one line per text or number; values nested deeper are left to --json. */
static void
append_card (GString        *out,
             const HeedJson *card,
             const char     *prefix)
{
  for (guint i = 0; i < heed_json_get_n (card); i++)
    {
      const HeedJson *value = heed_json_get_nth (card, i);
      g_autofree char *name = g_strdup_printf ("%s %s", prefix, heed_json_get_name (value));
      char digits[HEED_NUMBER_BYTES];
      double number;

      if (heed_json_is_object (value) && g_str_equal (heed_json_get_name (value), "held_out"))
        {
          append_card (out, value, name);
          continue;
        }

      if (!is_value (value))
        continue;

      append_column (out, name, NAME_WIDTH);
      if (heed_json_get_number (value, &number))
        g_string_append (out, heed_json_format_number (number, digits));
      else
        append_value (out, value);
      g_string_append_c (out, '\n');
    }
}

/* Appends every choice that was made for weights of another program, and its reason. */
static void
append_why (GString       *out,
            const Subject *subject)
{
  if (subject->why == NULL)
    return;

  g_string_append (out, "\nrecognised\n");
  for (guint i = 0; i < heed_json_get_n (subject->why); i++)
    {
      const HeedJson *why = heed_json_get_nth (subject->why, i);
      const char *key = heed_json_get_name (why);
      const HeedJson *value = heed_json_get_member (subject->config, key);
      g_autofree char *text = value != NULL ? heed_json_to_line (value) : g_strdup ("");

      if (g_str_equal (key, "layout"))
        continue;

      append_column (out, key, NAME_WIDTH);
      append_column (out, text, VALUE_WIDTH);
      if (heed_json_get_member (subject->guessed, key) != NULL)
        g_string_append (out, "GUESSED: ");
      append_value (out, why);
      g_string_append_c (out, '\n');
    }
}

/* Appends the tensors of the file that the model does not use. */
static void
append_unread (GString   *out,
               HeedModel *model)
{
  guint n_unread;
  const HeedUnreadInfo *unread = heed_model_get_unread (model, &n_unread);

  if (n_unread > 0)
    g_string_append_printf (out, "\n%u tensors of the file are not used\n", n_unread);

  for (guint i = 0; i < n_unread; i++)
    {
      g_string_append (out, unread[i].is_weight ? "WEIGHT  " : "        ");
      append_column (out, unread[i].why, TENSOR_WIDTH);
      append_tensor (out, &unread[i].tensor);
    }
}

/* Appends the names of the tensors in the file. */
static void
append_names (GString       *out,
              const Subject *subject)
{
  const HeedJson *table = heed_json_get_member (subject->config, "tensors");

  if (!heed_json_is_object (table))
    return;

  g_string_append (out, "\nnames in the file\n");
  for (guint i = 0; i < heed_json_get_n (table); i++)
    {
      const HeedJson *theirs = heed_json_get_nth (table, i);
      g_autofree char *text = heed_json_to_line (theirs);

      append_column (out, heed_json_get_name (theirs), TENSOR_WIDTH);
      heed_output_append_padded (out, text, 0);
      g_string_append_c (out, '\n');
    }
}

static void
append_no_text (GString   *out,
                HeedModel *model)
{
  const char *why = heed_model_get_metadata (model, NO_TEXT);

  g_string_append (out, "no text: the tokens of this model have ids only");
  if (why != NULL)
    {
      g_string_append (out, "; ");
      heed_output_append_padded (out, why, 0);
    }
  g_string_append_c (out, '\n');
}

static void
append_text (GString       *out,
             const Subject *subject)
{
  HeedModel *model = subject->model;
  const HeedModelInfo *info = heed_model_get_info (model);
  g_autoptr(HeedJson) card = parse_metadata (model, "heed.card");
  g_autoptr(GArray) facts = collect_facts (subject);
  guint n_tensors;
  const HeedTensorInfo *tensors = heed_model_get_tensors (model, &n_tensors);

  for (guint i = 0; i < facts->len; i++)
    {
      const Fact *fact = &g_array_index (facts, Fact, i);
      g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, fact->count);
      g_autofree char *origin = g_strdup_printf ("(%s)", fact->origin);

      append_column (out, fact->name, NAME_WIDTH);
      append_column (out, fact->text != NULL ? fact->text : count, VALUE_WIDTH);
      heed_output_append_padded (out, origin, 0);
      g_string_append_c (out, '\n');
    }

  append_first_tokens (out, model, "source tokens", info->source_vocabulary,
                       heed_model_get_source_token);
  append_first_tokens (out, model, "target tokens", info->target_vocabulary,
                       heed_model_get_target_token);
  if (!info->has_text)
    append_no_text (out, model);
  if (card != NULL)
    append_card (out, card, "card");
  append_why (out, subject);
  append_names (out, subject);

  g_string_append_printf (out, "\n%u tensors\n", n_tensors);
  for (guint i = 0; i < n_tensors; i++)
    append_tensor (out, &tensors[i]);
  append_unread (out, model);
}

/* --- As JSON --- */

static void
add_facts (HeedJsonWriter *json,
           GArray         *facts)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const Fact *fact = &g_array_index (facts, Fact, i);

      if (fact->text != NULL)
        heed_json_writer_add_string (json, fact->name, fact->text);
      else
        heed_json_writer_add_count (json, fact->name, fact->count);
    }

  heed_json_writer_begin_object (json, "from");
  for (guint i = 0; i < facts->len; i++)
    heed_json_writer_add_string (json, g_array_index (facts, Fact, i).name,
                                 g_array_index (facts, Fact, i).origin);
  heed_json_writer_end_object (json);
}

/* Adds members to an object that the caller has begun. */
static void
add_tensor (HeedJsonWriter       *json,
            const HeedTensorInfo *tensor)
{
  heed_json_writer_add_string (json, "name", tensor->name);
  heed_json_writer_add_string (json, "dtype", tensor->dtype);
  heed_json_writer_begin_array (json, "shape");
  for (guint d = 0; d < tensor->n_dims; d++)
    heed_json_writer_add_count (json, NULL, tensor->shape[d]);
  heed_json_writer_end_array (json);
}

static void
add_tensors (HeedJsonWriter *json,
             HeedModel      *model)
{
  guint n_tensors, n_unread;
  const HeedTensorInfo *tensors = heed_model_get_tensors (model, &n_tensors);
  const HeedUnreadInfo *unread = heed_model_get_unread (model, &n_unread);

  heed_json_writer_begin_array (json, "tensors");
  for (guint i = 0; i < n_tensors; i++)
    {
      heed_json_writer_begin_object (json, NULL);
      add_tensor (json, &tensors[i]);
      heed_json_writer_end_object (json);
    }
  heed_json_writer_end_array (json);

  heed_json_writer_begin_array (json, "unread");
  for (guint i = 0; i < n_unread; i++)
    {
      heed_json_writer_begin_object (json, NULL);
      add_tensor (json, &unread[i].tensor);
      heed_json_writer_add_string (json, "why", unread[i].why);
      heed_json_writer_add_boolean (json, "is_weight", unread[i].is_weight);
      heed_json_writer_end_object (json);
    }
  heed_json_writer_end_array (json);
}

static void
add_warnings (HeedJsonWriter *json,
              HeedModel      *model)
{
  const char *const *warnings = heed_model_get_warnings (model);

  heed_json_writer_begin_array (json, "warnings");
  for (guint i = 0; warnings[i] != NULL; i++)
    heed_json_writer_add_string (json, NULL, warnings[i]);
  heed_json_writer_end_array (json);
}

static void
append_json (GString       *out,
             const Subject *subject)
{
  static const struct { const char *name, *key; } wholes[] = {
    { "config", FROM_CONFIG }, { "why", WHY }, { "guessed", GUESSED }, { "card", "heed.card" },
  };
  g_autoptr(GArray) facts = collect_facts (subject);
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  add_facts (json, facts);
  heed_json_writer_add_boolean (json, "has_text", heed_model_get_info (subject->model)->has_text);
  for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
    {
      const char *text = heed_model_get_metadata (subject->model, wholes[i].key);

      if (text != NULL)
        heed_json_writer_add_json (json, wholes[i].name, text);
    }
  add_tensors (json, subject->model);
  add_warnings (json, subject->model);
  heed_json_writer_end_object (json);

  g_string_append_printf (out, "%s\n", heed_json_writer_get_text (json));
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_auto(Subject) subject = { .path = arguments[0] };
  g_autoptr(GString) out = g_string_new (NULL);

  if (g_strv_length (arguments) > 1)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "arguments: expected one model, found %u", g_strv_length (arguments));
      return FALSE;
    }

  subject.model = heed_model_option_load (arguments[0], cancellable, error);
  if (subject.model == NULL)
    return FALSE;

  subject.config = parse_metadata (subject.model, FROM_CONFIG);
  subject.why = parse_metadata (subject.model, WHY);
  subject.guessed = parse_metadata (subject.model, GUESSED);

  if (given.json)
    append_json (out, &subject);
  else
    append_text (out, &subject);

  return heed_output_write (out->str, out->len, error);
}

const HeedVerb heed_verb_info = {
  .name = "info",
  .arguments = "MODEL",
  .summary = "describes a model and where each value was found",
  .options = options,
  .is_of_model = TRUE,
  .run = run,
};
