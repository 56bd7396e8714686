/* session-file.c — the state of the window as a file, to be opened again
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

#include "app/core/sessions/session-file.h"

#include <string.h>

#include "app/core/sessions/session-changes.h"
#include "app/core/sessions/session-fields.h"
#include "app/core/sessions/session-site.h"

#define VERSION_FIELD "heed_session"

#define MAX_DEPTH     8
#define MAX_VALUES    2000000
#define MAX_OPTIONS   100
#define MAX_POSITION  HEED_SESSION_MAX_POSITION
#define MAX_FACTOR    1e6

static const char *const decoding_kinds[] = { "greedy", "beam", "sampling", NULL };
static const char *const length_rules[] = { "power", "gnmt", NULL };

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
  file->beside = heed_session_beside_new ();

  return file;
}

void
heed_session_file_free (HeedSessionFile *file)
{
  if (file == NULL)
    return;

  heed_session_model_clear (&file->model);
  g_free (file->text);
  g_ptr_array_unref (file->changes);
  g_free (file->page);
  g_hash_table_unref (file->options);
  heed_session_comparison_free (file->comparison);
  heed_session_beside_free (file->beside);
  g_free (file->saved_as);
  g_free (file);
}

HeedSessionModel *
heed_session_file_get_model (HeedSessionFile *file,
                             guint            i)
{
  if (i == 0)
    return &file->model;

  return file->comparison != NULL && i < file->comparison->n_sides
           ? &file->comparison->sides[i].model
           : NULL;
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

  /* Written as a string, since it may have more bits than a JSON number can represent exactly. */
  {
    g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, decoding->sampling.seed);

    heed_json_set_text (object, "seed", seed);
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

/**
 * heed_session_file_to_text:
 *
 * Returns: (transfer full): JSON, one line per value
 */
char *
heed_session_file_to_text (const HeedSessionFile *file)
{
  g_autoptr(HeedJson) root = heed_json_new_object ();

  g_return_val_if_fail (file != NULL, NULL);

  heed_json_set_whole (root, VERSION_FIELD, HEED_SESSION_FILE_VERSION);
  heed_json_set_text (root, "program", "Heed " PACKAGE_VERSION);
  heed_session_set_model (root, &file->model);
  heed_json_set_text (root, "sentence", file->text);
  set_decoding (root, &file->decoding);
  heed_session_set_changes (root, file->changes);
  set_view (root, file);
  heed_session_comparison_set (root, file->comparison);
  heed_session_beside_set (root, file->beside);
  if (file->saved_as != NULL)
    heed_json_set_text (root, "saved_as", file->saved_as);
  if (file->is_left)
    heed_json_set_boolean (root, "left", TRUE);

  return heed_json_to_lines (root);
}

/**
 * heed_session_file_save:
 *
 * Errors: #GFileError; @path is unchanged in that case
 *
 * Returns: whether the file was written
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
read_options (const HeedJson  *view,
              GHashTable      *options,
              GError         **error)
{
  const HeedJson *object = NULL;

  if (!heed_json_read_object (view, "options", &object, error) ||
      !heed_session_check_length (object, MAX_OPTIONS, error))
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

  return view == NULL || (heed_session_read_text (view, "page", &file->page, error) &&
                          heed_session_site_read (view, &file->site, error) &&
                          heed_session_heads_read (view, &file->heads, error) &&
                          heed_session_position_read (view, "row", &file->row, error) &&
                          heed_session_position_read (view, "column", &file->column, error) &&
                          heed_json_read_count (view, "played", 0, MAX_POSITION, &file->n_played,
                                                error) &&
                          read_options (view, file->options, error));
}

/* Rejects newer versions, which may use the same names with another meaning. */
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
  return check_version (root, error) && heed_session_read_model (root, &file->model, error) &&
         heed_session_read_text (root, "sentence", &file->text, error) &&
         read_decoding (root, &file->decoding, error) &&
         heed_session_read_changes (root, file->changes, error) && read_view (root, file, error) &&
         heed_session_comparison_read (root, &file->comparison, error) &&
         heed_session_beside_read (root, file->beside, error) &&
         heed_session_read_text (root, "saved_as", &file->saved_as, error) &&
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
 * @what: (nullable): the prefix of error messages
 *
 * Errors: as heed_json_parse(); %HEED_ERROR_UNSUPPORTED with the name of the invalid field,
 * or if a newer version of the program wrote it
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
