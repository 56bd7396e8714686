/* session-file.c — what a person was looking at, as a file to come back to
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSON that a person can read, with names for everything that has one. It comes
 * from strangers, from newer programs and from disks that were full, so every field
 * is checked, and a file that is wrong anywhere is refused as a whole: half of a
 * session is another session.
 */

#include "config.h"

#include "app/core/session-file.h"

#include <string.h>

#include "app/core/session-site.h"
#include "engine/files/json-fields.h"
#include "engine/files/json-writer.h"

#define VERSION_FIELD "heed_session"

#define MAX_DEPTH     8
#define MAX_VALUES    2000000
#define MAX_CHANGES   10000
#define MAX_PINS      200000   /* of one row in every head, cell by cell */
#define MAX_IDS       100000
#define MAX_OPTIONS   100
#define MAX_POSITION  HEED_SESSION_MAX_POSITION
#define MAX_FACTOR    1e6

static const char *const decoding_kinds[] = { "greedy", "beam", "sampling", NULL };
static const char *const length_rules[] = { "power", "gnmt", NULL };
static const char *const change_kinds[] = { "hidden", "token", "prefix", "row", "temper",
                                            "silenced", "replaced", NULL };

HeedSessionFile *
heed_session_file_new (void)
{
  HeedSessionFile *file = g_new0 (HeedSessionFile, 1);

  file->text = g_strdup ("");
  file->decoding = HEED_DECODING_DEFAULT;
  file->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_change_unref);
  file->site.head = HEED_HEAD_MEAN;
  file->row = -1;
  file->column = -1;
  file->n_played = G_MAXUINT;
  file->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return file;
}

void
heed_session_file_free (HeedSessionFile *file)
{
  if (file == NULL)
    return;

  g_free (file->model_path);
  g_free (file->model_sha256);
  g_free (file->model_description);
  g_free (file->text);
  g_ptr_array_unref (file->changes);
  g_free (file->page);
  g_hash_table_unref (file->options);
  g_free (file->saved_as);
  g_free (file);
}

gboolean
heed_session_file_is_named (const char *path)
{
  return g_str_has_suffix (path, HEED_SESSION_FILE_ENDING);
}

/* --- Writing ------------------------------------------------------------- */

static void
set_decoding (HeedJson           *root,
              const HeedDecoding *decoding)
{
  HeedJson *object = heed_json_set_object (root, "decoding");

  heed_json_set_text (object, "kind", decoding_kinds[decoding->kind]);
  heed_json_set_whole (object, "width", decoding->beam.width);
  heed_json_set_whole (object, "max_length", decoding->beam.max_length);
  heed_json_set_text (object, "length_rule", length_rules[decoding->beam.length_rule]);
  heed_json_set_number (object, "length_penalty", decoding->beam.length_penalty);
  heed_json_set_number (object, "coverage_penalty", decoding->beam.coverage_penalty);
  heed_json_set_boolean (object, "keep_pruned", decoding->beam.keep_pruned);
  heed_json_set_number (object, "temperature", decoding->sampling.temperature);
  heed_json_set_whole (object, "top_k", decoding->sampling.top_k);
  heed_json_set_number (object, "top_p", decoding->sampling.top_p);

  /* As text: it may have more bits than a number of JSON is sure to keep. */
  {
    g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, decoding->sampling.seed);

    heed_json_set_text (object, "seed", seed);
  }
}

static void
set_pins (HeedJson         *object,
          const HeedChange *change)
{
  HeedJson *pins = heed_json_set_list (object, "cells");

  for (guint i = 0; i < change->n_pins; i++)
    {
      HeedJson *pin = heed_json_add_object (pins);

      heed_session_site_set (pin, change->pins[i].site);
      heed_json_set_whole (pin, "position", change->pins[i].position);
      heed_json_set_whole (pin, "key", change->pins[i].key);
      heed_json_set_float (pin, "weight", change->pins[i].weight);
    }
}

static void
add_change (HeedJson         *changes,
            const HeedChange *change)
{
  HeedJson *object = heed_json_add_object (changes);

  heed_json_set_text (object, "kind", change_kinds[change->kind]);
  heed_json_set_boolean (object, "on", change->is_on);
  heed_session_site_set (object, change->site);
  if (change->position != HEED_EVERY_ROW)
    heed_json_set_whole (object, "position", change->position);
  heed_json_set_whole (object, "token", change->token_id);
  heed_json_set_float (object, "factor", change->factor);
  heed_json_set_boolean (object, "whole", change->is_whole);
  heed_json_set_boolean (object, "held", change->is_held);
  if (change->is_found)
    {
      heed_json_set_boolean (object, "found", TRUE);
      heed_json_set_boolean (object, "best", change->is_best);
    }
  if (change->n_replaced > 0)
    heed_json_set_whole (object, "replaces", change->n_replaced);
  if (change->replacement != NULL)
    heed_json_set_text (object, "replacement", change->replacement);
  if (change->label != NULL)
    heed_json_set_text (object, "label", change->label);

  if (change->n_pins > 0)
    set_pins (object, change);

  if (change->n_ids > 0)
    {
      HeedJson *ids = heed_json_set_list (object, "ids");

      for (guint i = 0; i < change->n_ids; i++)
        heed_json_add_whole (ids, change->ids[i]);
    }
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

static void
set_view (HeedJson              *root,
          const HeedSessionFile *file)
{
  HeedJson *view = heed_json_set_object (root, "view");
  HeedJson *options = heed_json_set_object (view, "options");
  g_autoptr(GList) names = g_list_sort (g_hash_table_get_keys (file->options), compare_names);

  if (file->page != NULL)
    heed_json_set_text (view, "page", file->page);
  heed_session_site_set (view, file->site);
  heed_session_heads_set (view, file->heads);
  if (file->row >= 0)
    heed_json_set_whole (view, "row", file->row);
  if (file->column >= 0)
    heed_json_set_whole (view, "column", file->column);
  if (file->n_played != G_MAXUINT)
    heed_json_set_whole (view, "played", file->n_played);
  for (const GList *name = names; name != NULL; name = name->next)
    heed_json_set_text (options, name->data, g_hash_table_lookup (file->options, name->data));
}

static void
set_model (HeedJson              *root,
           const HeedSessionFile *file)
{
  HeedJson *model;

  if (file->model_path == NULL)
    return;

  model = heed_json_set_object (root, "model");
  heed_json_set_text (model, "path", file->model_path);
  if (file->model_sha256 != NULL)
    heed_json_set_text (model, "sha256", file->model_sha256);
  if (file->model_description != NULL)
    heed_json_set_text (model, "description", file->model_description);
}

/**
 * heed_session_file_to_text:
 *
 * Returns: (transfer full): JSON, a line for every value
 */
char *
heed_session_file_to_text (const HeedSessionFile *file)
{
  g_autoptr(HeedJson) root = heed_json_new_object ();
  HeedJson *changes;

  g_return_val_if_fail (file != NULL, NULL);

  heed_json_set_whole (root, VERSION_FIELD, HEED_SESSION_FILE_VERSION);
  heed_json_set_text (root, "program", "Heed " PACKAGE_VERSION);
  set_model (root, file);
  heed_json_set_text (root, "sentence", file->text);
  set_decoding (root, &file->decoding);
  changes = heed_json_set_list (root, "changes");
  for (guint i = 0; i < file->changes->len; i++)
    add_change (changes, g_ptr_array_index (file->changes, i));
  set_view (root, file);
  if (file->saved_as != NULL)
    heed_json_set_text (root, "saved_as", file->saved_as);
  if (file->is_left)
    heed_json_set_boolean (root, "left", TRUE);

  return heed_json_to_lines (root);
}

/**
 * heed_session_file_save:
 *
 * Errors: #GFileError; @path is as it was then
 *
 * Returns: whether it is written
 */
gboolean
heed_session_file_save (const HeedSessionFile  *file,
                        const char             *path,
                        GError                **error)
{
  g_autofree char *text = heed_session_file_to_text (file);

  return g_file_set_contents (path, text, -1, error);
}

/* --- Reading ------------------------------------------------------------- */

/* Longer than any name, path or label is. */
static gboolean
read_short_text (const HeedJson  *object,
                 const char      *name,
                 char           **value,
                 GError         **error)
{
  const char *text = NULL;

  if (!heed_json_read_text (object, name, &text, error))
    return FALSE;

  if (text != NULL && strlen (text) > HEED_SESSION_FILE_MAX_TEXT)
    return heed_json_refuse_field (object, name, "at most 100000 bytes", error);

  if (text != NULL)
    {
      g_free (*value);
      *value = g_strdup (text);
    }

  return TRUE;
}

static gboolean
read_seed (const HeedJson  *object,
           guint64         *seed,
           GError         **error)
{
  const char *text = NULL;

  if (!heed_json_read_text (object, "seed", &text, error))
    return FALSE;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, seed, NULL))
    return heed_json_refuse_field (object, "seed", "a whole number as a text", error);

  return TRUE;
}

static gboolean
read_beam (const HeedJson   *object,
           HeedBeamOptions  *beam,
           GError          **error)
{
  guint rule = beam->length_rule;

  if (!heed_json_read_count (object, "width", 1, 1000, &beam->width, error) ||
      !heed_json_read_count (object, "max_length", 0, MAX_POSITION, &beam->max_length, error) ||
      !heed_json_read_choice (object, "length_rule", length_rules, &rule, error) ||
      !heed_json_read_number (object, "length_penalty", 0.0, MAX_FACTOR, &beam->length_penalty,
                              error) ||
      !heed_json_read_number (object, "coverage_penalty", 0.0, MAX_FACTOR,
                              &beam->coverage_penalty, error) ||
      !heed_json_read_boolean (object, "keep_pruned", &beam->keep_pruned, error))
    return FALSE;

  beam->length_rule = (HeedLengthRule) rule;

  return TRUE;
}

static gboolean
read_sampling (const HeedJson       *object,
               HeedSamplingOptions  *sampling,
               GError              **error)
{
  if (!heed_json_read_number (object, "temperature", 0.0, MAX_FACTOR, &sampling->temperature,
                              error) ||
      !heed_json_read_count (object, "top_k", 0, G_MAXUINT, &sampling->top_k, error) ||
      !heed_json_read_number (object, "top_p", 0.0, 1.0, &sampling->top_p, error) ||
      !read_seed (object, &sampling->seed, error))
    return FALSE;

  return sampling->top_p > 0.0 ||
         heed_json_refuse_field (object, "top_p", "a number above 0", error);
}

static gboolean
read_decoding (const HeedJson  *root,
               HeedDecoding    *decoding,
               GError         **error)
{
  const HeedJson *object = NULL;
  guint kind = decoding->kind;

  if (!heed_json_read_object (root, "decoding", &object, error))
    return FALSE;

  if (object == NULL)
    return TRUE;

  if (!heed_json_read_choice (object, "kind", decoding_kinds, &kind, error) ||
      !read_beam (object, &decoding->beam, error) ||
      !read_sampling (object, &decoding->sampling, error))
    return FALSE;

  decoding->kind = (HeedDecodingKind) kind;

  return TRUE;
}

static gboolean
check_length (const HeedJson  *list,
              guint            most,
              GError         **error)
{
  g_autofree char *expected = NULL;

  if (heed_json_get_n (list) <= most)
    return TRUE;

  expected = g_strdup_printf ("at most %u", most);

  return heed_json_refuse (list, expected, error);
}

static gboolean
read_pin (const HeedJson  *object,
          HeedPin         *pin,
          GError         **error)
{
  *pin = (HeedPin) { 0 };

  return (heed_json_is_object (object) || heed_json_refuse (object, "an object", error)) &&
         heed_session_site_read (object, &pin->site, error) &&
         heed_json_read_count (object, "position", 0, MAX_POSITION, &pin->position, error) &&
         heed_json_read_count (object, "key", 0, MAX_POSITION, &pin->key, error) &&
         heed_json_read_float (object, "weight", 0.0, 1.0, &pin->weight, error);
}

static gboolean
read_pins (const HeedJson  *object,
           GArray          *pins,
           GError         **error)
{
  const HeedJson *list = NULL;

  if (!heed_json_read_list (object, "cells", &list, error) || !check_length (list, MAX_PINS, error))
    return FALSE;

  for (guint i = 0; i < heed_json_get_n (list); i++)
    {
      HeedPin pin;

      if (!read_pin (heed_json_get_nth (list, i), &pin, error))
        return FALSE;

      g_array_append_val (pins, pin);
    }

  return TRUE;
}

static gboolean
read_ids (const HeedJson  *object,
          GArray          *ids,
          GError         **error)
{
  const HeedJson *list = NULL;

  if (!heed_json_read_list (object, "ids", &list, error) || !check_length (list, MAX_IDS, error))
    return FALSE;

  for (guint i = 0; i < heed_json_get_n (list); i++)
    {
      guint id;

      if (!heed_json_take_count (heed_json_get_nth (list, i), 0, G_MAXUINT, &id, error))
        return FALSE;

      g_array_append_val (ids, id);
    }

  return TRUE;
}

/* What a change of that kind cannot be without. */
static gboolean
check_change (const HeedJson    *object,
              const HeedChange  *change,
              GError           **error)
{
  gboolean is_everywhere = change->position == HEED_EVERY_ROW;

  switch (change->kind)
    {
    case HEED_CHANGE_HIDDEN:
    case HEED_CHANGE_TOKEN:
      return !is_everywhere || heed_json_require (object, "position", error);

    case HEED_CHANGE_PREFIX:
      return change->n_ids > 0 || heed_json_refuse_field (object, "ids", "a list of some", error);

    case HEED_CHANGE_ROW:
      if (is_everywhere)
        return heed_json_require (object, "position", error);
      return change->n_pins > 0 ||
             heed_json_refuse_field (object, "cells", "a list of some", error);

    case HEED_CHANGE_TEMPER:
      return change->factor > 0.0f ||
             heed_json_refuse_field (object, "factor", "a number above 0", error);

    case HEED_CHANGE_REPLACED:
      if (is_everywhere)
        return heed_json_require (object, "position", error);
      return (change->n_ids > 0 ||
              heed_json_refuse_field (object, "ids", "a list of some", error)) &&
             (change->n_replaced > 0 ||
              heed_json_refuse_field (object, "replaces", "a number above 0", error));

    case HEED_CHANGE_SILENCED:
      break;
    }

  return TRUE;
}

static gboolean
read_scalars (const HeedJson  *object,
              HeedChange      *change,
              GError         **error)
{
  guint kind = 0;

  if (!heed_json_require (object, "kind", error) ||
      !heed_json_read_choice (object, "kind", change_kinds, &kind, error))
    return FALSE;

  change->kind = (HeedChangeKind) kind;

  return heed_json_read_boolean (object, "on", &change->is_on, error) &&
         heed_session_site_read (object, &change->site, error) &&
         heed_session_position_read (object, "position", &change->position, error) &&
         heed_json_read_count (object, "token", 0, G_MAXUINT, &change->token_id, error) &&
         heed_json_read_float (object, "factor", 0.0, MAX_FACTOR, &change->factor, error) &&
         heed_json_read_boolean (object, "whole", &change->is_whole, error) &&
         heed_json_read_boolean (object, "held", &change->is_held, error) &&
         heed_json_read_boolean (object, "found", &change->is_found, error) &&
         heed_json_read_boolean (object, "best", &change->is_best, error) &&
         heed_json_read_count (object, "replaces", 0, MAX_POSITION, &change->n_replaced, error);
}

static HeedChange *
read_change (const HeedJson  *object,
             GError         **error)
{
  g_autoptr(GArray) pins = g_array_new (FALSE, FALSE, sizeof (HeedPin));
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree char *label = NULL;
  g_autofree char *replacement = NULL;
  HeedChange change = { .is_on = TRUE, .position = HEED_EVERY_ROW };

  if (!heed_json_is_object (object) && !heed_json_refuse (object, "an object", error))
    return NULL;

  if (!read_scalars (object, &change, error) || !read_pins (object, pins, error) ||
      !read_ids (object, ids, error) || !read_short_text (object, "label", &label, error) ||
      !read_short_text (object, "replacement", &replacement, error))
    return NULL;

  change.replacement = replacement;
  change.pins = (const HeedPin *) (gpointer) pins->data;
  change.n_pins = pins->len;
  change.ids = (const guint32 *) (gpointer) ids->data;
  change.n_ids = ids->len;
  change.label = label;

  return check_change (object, &change, error) ? heed_change_new (&change) : NULL;
}

static gboolean
read_changes (const HeedJson  *root,
              GPtrArray       *changes,
              GError         **error)
{
  const HeedJson *list = NULL;

  if (!heed_json_read_list (root, "changes", &list, error) ||
      !check_length (list, MAX_CHANGES, error))
    return FALSE;

  for (guint i = 0; i < heed_json_get_n (list); i++)
    {
      HeedChange *change = read_change (heed_json_get_nth (list, i), error);

      if (change == NULL)
        return FALSE;

      g_ptr_array_add (changes, change);
    }

  return TRUE;
}

static gboolean
read_options (const HeedJson  *view,
              GHashTable      *options,
              GError         **error)
{
  const HeedJson *object = NULL;

  if (!heed_json_read_object (view, "options", &object, error) ||
      !check_length (object, MAX_OPTIONS, error))
    return FALSE;

  for (guint i = 0; i < heed_json_get_n (object); i++)
    {
      const HeedJson *option = heed_json_get_nth (object, i);
      const char *text;

      if (!heed_json_take_text (option, &text, error))
        return FALSE;

      g_hash_table_insert (options, g_strdup (heed_json_get_name (option)), g_strdup (text));
    }

  return TRUE;
}

static gboolean
read_view (const HeedJson   *root,
           HeedSessionFile  *file,
           GError          **error)
{
  const HeedJson *view = NULL;

  if (!heed_json_read_object (root, "view", &view, error))
    return FALSE;

  return view == NULL || (read_short_text (view, "page", &file->page, error) &&
                          heed_session_site_read (view, &file->site, error) &&
                          heed_session_heads_read (view, &file->heads, error) &&
                          heed_session_position_read (view, "row", &file->row, error) &&
                          heed_session_position_read (view, "column", &file->column, error) &&
                          heed_json_read_count (view, "played", 0, MAX_POSITION, &file->n_played,
                                                error) &&
                          read_options (view, file->options, error));
}

static gboolean
is_sha256 (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static gboolean
read_model (const HeedJson   *root,
            HeedSessionFile  *file,
            GError          **error)
{
  const HeedJson *model = NULL;

  if (!heed_json_read_object (root, "model", &model, error))
    return FALSE;

  if (model == NULL)
    return TRUE;

  if (!heed_json_require (model, "path", error) ||
      !read_short_text (model, "path", &file->model_path, error) ||
      !read_short_text (model, "sha256", &file->model_sha256, error) ||
      !read_short_text (model, "description", &file->model_description, error))
    return FALSE;

  if (!g_path_is_absolute (file->model_path))
    return heed_json_refuse_field (model, "path", "an absolute path", error);

  return file->model_sha256 == NULL || is_sha256 (file->model_sha256) ||
         heed_json_refuse_field (model, "sha256", "64 digits from 0 to f", error);
}

/* A newer program may mean something else by the same names. */
static gboolean
check_version (const HeedJson  *root,
               GError         **error)
{
  guint version = 0;

  if (!heed_json_require (root, VERSION_FIELD, error) ||
      !heed_json_read_count (root, VERSION_FIELD, 1, G_MAXUINT, &version, error))
    return FALSE;

  return version <= HEED_SESSION_FILE_VERSION ||
         heed_json_refuse_field (
           root, VERSION_FIELD, "version 1, as this Heed writes it; a newer one wrote this", error);
}

static gboolean
read_all (const HeedJson   *root,
          HeedSessionFile  *file,
          GError          **error)
{
  return check_version (root, error) && read_model (root, file, error) &&
         read_short_text (root, "sentence", &file->text, error) &&
         read_decoding (root, &file->decoding, error) &&
         read_changes (root, file->changes, error) && read_view (root, file, error) &&
         read_short_text (root, "saved_as", &file->saved_as, error) &&
         heed_json_read_boolean (root, "left", &file->is_left, error);
}

static HeedSessionFile *
take_root (const HeedJson  *root,
           GError         **error)
{
  g_autoptr(HeedSessionFile) file = heed_session_file_new ();

  return read_all (root, file, error) ? g_steal_pointer (&file) : NULL;
}

static const HeedJsonLimits limits = { MAX_DEPTH, MAX_VALUES };

/**
 * heed_session_file_parse:
 * @what: (nullable): what messages begin with
 *
 * Errors: as heed_json_parse(); %HEED_ERROR_UNSUPPORTED with the field that is not
 *   as it may be, or if a newer version of the program wrote it
 *
 * Returns: (transfer full): the session
 */
HeedSessionFile *
heed_session_file_parse (const char  *what,
                         const char  *text,
                         gsize        n_bytes,
                         GError     **error)
{
  g_autoptr(HeedJson) root = heed_json_parse_object (what, text, n_bytes, &limits, error);

  return root != NULL ? take_root (root, error) : NULL;
}

/**
 * heed_session_file_load:
 *
 * Errors: as heed_session_file_parse(), and #GFileError
 *
 * Returns: (transfer full): the session
 */
HeedSessionFile *
heed_session_file_load (const char  *path,
                        GError     **error)
{
  g_autoptr(HeedJson) root = heed_json_load (path, &limits, error);

  if (root == NULL || (!heed_json_is_object (root) && !heed_json_refuse (root, "an object", error)))
    return NULL;

  return take_root (root, error);
}

/* --- Another model than it was saved with -------------------------------- */

static gboolean
has_site (HeedModel         *model,
          HeedAttentionSite  site)
{
  int n_layers = (int) heed_model_get_n_layers (model, site.kind);
  int layer = MAX (site.layer, 0);

  return site.layer < n_layers && n_layers > 0 &&
         site.head < (int) heed_model_get_n_heads (model, site.kind, layer);
}

static gboolean
has_tokens (HeedModel        *model,
            const HeedChange *change)
{
  const HeedModelInfo *info = heed_model_get_info (model);
  guint n_tokens =
    change->kind == HEED_CHANGE_REPLACED ? info->source_vocabulary : info->target_vocabulary;

  for (guint i = 0; i < change->n_ids; i++)
    if (change->ids[i] >= n_tokens)
      return FALSE;

  return change->kind != HEED_CHANGE_TOKEN || change->token_id < n_tokens;
}

static gboolean
has_cells (HeedModel        *model,
           const HeedChange *change)
{
  for (guint i = 0; i < change->n_pins; i++)
    if (!has_site (model, change->pins[i].site))
      return FALSE;

  return TRUE;
}

static gboolean
fits (HeedModel        *model,
      const HeedChange *change)
{
  switch (change->kind)
    {
    case HEED_CHANGE_HIDDEN:
      return heed_model_get_n_layers (model, HEED_ATTENTION_CROSS) > 0;

    case HEED_CHANGE_TOKEN:
    case HEED_CHANGE_PREFIX:
    case HEED_CHANGE_REPLACED:
      return has_tokens (model, change);

    case HEED_CHANGE_ROW:
    case HEED_CHANGE_TEMPER:
    case HEED_CHANGE_SILENCED:
      break;
    }

  return has_site (model, change->site) && has_cells (model, change);
}

/**
 * heed_session_file_fit:
 * @model: what the session is opened with, which may have changed since
 *
 * Returns: how many changes the model cannot have, and the file does not any more
 */
guint
heed_session_file_fit (HeedSessionFile *file,
                       HeedModel       *model)
{
  guint n_before = file->changes->len;

  for (guint i = n_before; i-- > 0;)
    if (!fits (model, g_ptr_array_index (file->changes, i)))
      g_ptr_array_remove_index (file->changes, i);

  return n_before - file->changes->len;
}
