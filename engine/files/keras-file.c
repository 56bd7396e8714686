/* keras-file.c — reading weights saved by Keras
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All of these are HDF5 files, nested groups with arrays as leaves:
 *
 *     model.h5          Keras 2, weights: gru/gru/gru_cell/kernel:0
 *     model.h5          Keras 2, model: the same under model_weights/, optimizer_weights/
 *     model.weights.h5  Keras 2.13 and later: layers/gru/cell/vars/0
 *     model.keras       a zip with model.weights.h5 in it
 *
 * Source: keras/src/legacy/saving/legacy_h5_format.py and keras/src/saving/
 * saving_lib.py of Keras 3.
 */

#include "engine/files/keras-file.h"

#include <string.h>

#include "engine/files/hdf5-dataset.h"
#include "engine/files/hdf5-group.h"
#include "engine/files/mapped-file.h"
#include "engine/files/weights-builder.h"
#include "engine/files/zip.h"
#include "engine/heed.h"

#define MAX_DEPTH     64
#define ARCHIVED      "model.weights.h5"
#define WHOLE_MODEL   "model_weights"

typedef struct {
  HeedHdf5     file;
  HeedWeights *weights;
  GHashTable  *path;  /* addresses of the groups on the current path */
  GString     *name;  /* the current path */
  GError     **error;
} Walk;

static gboolean walk_object (Walk    *walk,
                             guint64  address);

static gboolean
fail (Walk       *walk,
      HeedError   code,
      const char *what)
{
  g_set_error (walk->error, HEED_ERROR, code, "%.200s: %s", walk->name->str, what);

  return FALSE;
}

static gboolean
add_dataset (Walk   *walk,
             GArray *messages)
{
  HeedArray array = { .name = walk->name->str };
  g_autoptr(GBytes) numbers = NULL;
  gsize n_bytes = sizeof array + walk->name->len;

  if (n_bytes > walk->file.n_copied_left)
    return fail (walk, HEED_ERROR_TOO_LARGE, "more names than a file of its size has");

  walk->file.n_copied_left -= n_bytes;
  if (!heed_hdf5_read_dataset (&walk->file, messages, &array, &numbers, walk->error))
    {
      g_prefix_error (walk->error, "%.200s: ", walk->name->str);
      return FALSE;
    }

  if (numbers == NULL)
    return TRUE;

  heed_weights_keep_block (walk->weights, numbers);

  return heed_weights_add_array (walk->weights, &array) ||
         fail (walk, HEED_ERROR_DAMAGED, "expected it once, found it twice");
}

static gboolean
walk_link (Walk               *walk,
           const HeedHdf5Link *link)
{
  gsize n_bytes = walk->name->len;
  gboolean is_done;

  if (n_bytes > 0)
    g_string_append_c (walk->name, '/');
  if (n_bytes > 0 || !g_str_equal (link->name, WHOLE_MODEL))
    g_string_append (walk->name, link->name);

  is_done = walk_object (walk, link->address);
  g_string_truncate (walk->name, n_bytes);

  return is_done;
}

static gboolean
walk_group (Walk    *walk,
            guint64  address,
            GArray  *messages)
{
  g_autoptr(GArray) links = NULL;

  if (g_hash_table_size (walk->path) == MAX_DEPTH || g_hash_table_contains (walk->path, &address))
    return fail (walk, HEED_ERROR_DAMAGED, "expected groups in groups, found a circle");

  links = heed_hdf5_list_links (&walk->file, messages, walk->error);
  if (links == NULL)
    return FALSE;

  g_hash_table_add (walk->path, &address);
  for (guint i = 0; i < links->len; i++)
    if (!walk_link (walk, &g_array_index (links, HeedHdf5Link, i)))
      return FALSE;

  g_hash_table_remove (walk->path, &address);

  return TRUE;
}

/* Objects that are neither groups nor datasets, such as named types, are skipped. */
static gboolean
walk_object (Walk    *walk,
             guint64  address)
{
  g_autoptr(GArray) messages = heed_hdf5_read_object (&walk->file, address, walk->error);

  if (messages == NULL)
    return FALSE;

  if (heed_hdf5_is_dataset (messages))
    return add_dataset (walk, messages);

  return !heed_hdf5_is_group (messages) || walk_group (walk, address, messages);
}

static HeedWeights *
parse_hdf5 (GBytes  *file,
            GError **error)
{
  g_autoptr(HeedWeights) weights = heed_weights_new ();
  g_autoptr(GHashTable) path = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(GString) name = g_string_new (NULL);
  Walk walk = { heed_hdf5_init (file), weights, path, name, error };
  guint64 root;

  return heed_hdf5_find_root (&walk.file, &root, error) && walk_object (&walk, root)
         ? g_steal_pointer (&weights) : NULL;
}

/* The file may be at the top level of the archive, or in a folder. */
static const char *
find_archived (const char *const *names)
{
  for (; *names != NULL; names++)
    if (g_str_equal (*names, ARCHIVED) || g_str_has_suffix (*names, "/" ARCHIVED))
      return *names;

  return NULL;
}

gboolean
heed_keras_file_is_one (const char *const *names)
{
  return find_archived (names) != NULL;
}

/**
 * heed_keras_file_parse:
 * @file: the contents of a file, not trusted; the weights keep a reference
 *
 * Errors: %HEED_ERROR_DAMAGED if it violates the format; %HEED_ERROR_UNSUPPORTED if it
 * uses features that Keras does not write, which the message names;
 * %HEED_ERROR_TOO_LARGE if it unpacks to more than a file of its size can hold.
 *
 * Returns: (transfer full): the arrays of the file
 */
HeedWeights *
heed_keras_file_parse (GBytes  *file,
                       GError **error)
{
  g_autoptr(HeedZip) zip = NULL;
  const char *archived;

  if (!heed_zip_is_one (file))
    return parse_hdf5 (file, error);

  zip = heed_zip_parse (file, error);
  if (zip == NULL)
    return NULL;

  archived = find_archived (heed_zip_get_names (zip));
  if (archived != NULL)
    return parse_hdf5 (heed_zip_find (zip, archived), error);

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "Keras: expected " ARCHIVED " in the archive, found none");

  return NULL;
}

/**
 * heed_keras_file_load:
 *
 * Contiguous arrays are read from the disk on demand.
 *
 * Errors: as heed_keras_file_parse(), and #GFileError.
 *
 * Returns: (transfer full): the arrays of the file
 */
HeedWeights *
heed_keras_file_load (const char  *path,
                      GError     **error)
{
  g_autoptr(GBytes) file = heed_mapped_file_load (path, error);
  HeedWeights *weights = file != NULL ? heed_keras_file_parse (file, error) : NULL;

  if (file != NULL && weights == NULL)
    g_prefix_error (error, "%s: ", path);

  return weights;
}
