/* torch-archive.c — reading files of torch.save()
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Since PyTorch 1.6 the format is a zip: TOP/data.pkl is a pickle that refers to
 * storages by key, TOP/data/KEY are their numbers, uncompressed. Before, it was a
 * sequence of pickles: a magic number, a protocol number, sizes of C types, the saved
 * object, a list of keys; then for each key the count of numbers in 8 bytes, and the
 * numbers.
 *
 * Source: torch/serialization.py of PyTorch 1.5 (_legacy_save) and 2.5.
 */

#include "engine/files/torch-archive.h"

#include <string.h>

#include "engine/files/file-kind.h"
#include "engine/files/mapped-file.h"
#include "engine/files/pickle.h"
#include "engine/files/strided.h"
#include "engine/files/weights-builder.h"
#include "engine/files/zip.h"
#include "engine/heed.h"

#define MAX_DEPTH        64
#define MAX_VISITS       (1 << 22)
#define MIN_BUDGET_BYTES (64 * 1024 * 1024)
#define COUNT_BYTES      8

/* PROTO 2, LONG1 of 10 bytes: 0x1950a86a20f9469cfc6c, STOP */
static const guint8 legacy_magic[] = {
  0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, '.'
};

struct _HeedTorchArchive
{
  HeedPickle  *pickle;
  HeedWeights *weights;
};

/* State of the traversal of the values. */
typedef struct {
  HeedWeights *weights;
  GHashTable  *path;      /* values on the current path */
  GString     *name;      /* the current path */
  gsize        budget;    /* remaining bytes for names and copies */
  guint        n_visits;
  const char  *module;    /* class of the outermost module on the current path, or NULL */
  GError     **error;
} Walk;

static gboolean
fail (GError     **error,
      HeedError    code,
      const char  *what)
{
  g_set_error (error, HEED_ERROR, code, "torch archive: %s", what);

  return FALSE;
}

/* --- The two layouts ----------------------------------------------------- */

static char *
find_top (HeedZip *zip)
{
  for (const char *const *name = heed_zip_get_names (zip); *name != NULL; name++)
    if (strcmp (*name, "data.pkl") == 0 || g_str_has_suffix (*name, "/data.pkl"))
      return g_strndup (*name, strlen (*name) - strlen ("data.pkl"));

  return NULL;
}

static GBytes *
find_in_top (HeedZip    *zip,
             const char *top,
             const char *folder,
             const char *name)
{
  g_autofree char *path = g_strconcat (top, folder, name, NULL);

  return heed_zip_find (zip, path);
}

static gboolean
check_layout (HeedZip     *zip,
              const char  *top,
              GError     **error)
{
  GBytes *order = find_in_top (zip, top, "", "byteorder");
  gsize n_bytes;
  const char *bytes;

  if (order == NULL)
    return TRUE;

  bytes = g_bytes_get_data (order, &n_bytes);
  if (n_bytes < 6 || memcmp (bytes, "little", 6) != 0)
    return fail (error, HEED_ERROR_UNSUPPORTED, "expected little-endian numbers, found others");

  return TRUE;
}

static gboolean
find_zip_storages (HeedPickle  *pickle,
                   HeedZip     *zip,
                   const char  *top,
                   GError     **error)
{
  for (guint i = 0; i < pickle->storages->len; i++)
    {
      HeedPickleStorage *storage = g_ptr_array_index (pickle->storages, i);
      GBytes *numbers = find_in_top (zip, top, "data/", storage->key);

      if (numbers == NULL)
        {
          g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                       "torch archive: expected data/%s, found no such file", storage->key);
          return FALSE;
        }

      storage->numbers = g_bytes_ref (numbers);
    }

  return TRUE;
}

static HeedPickle *
parse_zip (GBytes  *file,
           GError **error)
{
  g_autoptr(HeedZip) zip = heed_zip_parse (file, error);
  g_autofree char *top = NULL;
  g_autoptr(HeedPickle) pickle = NULL;
  gsize n_bytes, n_used;
  const guint8 *bytes;

  if (zip == NULL)
    return NULL;

  top = find_top (zip);
  if (top == NULL || find_in_top (zip, top, "", "constants.pkl") != NULL)
    {
      g_set_error (
        error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
        "torch archive: expected a zip with data.pkl in it, as torch.save() writes, found %s",
        heed_file_kind_describe_zip (heed_zip_get_names (zip)));
      return NULL;
    }

  bytes = g_bytes_get_data (find_in_top (zip, top, "", "data.pkl"), &n_bytes);

  if (!check_layout (zip, top, error) ||
      !(pickle = heed_pickle_parse (bytes, n_bytes, &n_used, error)) ||
      !find_zip_storages (pickle, zip, top, error))
    return NULL;

  return g_steal_pointer (&pickle);
}

/* Parses a pickle and moves *begin past it. */
static HeedPickle *
parse_next (GBytes  *file,
            gsize   *begin,
            GError **error)
{
  gsize n_bytes, n_used;
  const guint8 *bytes = g_bytes_get_data (file, &n_bytes);
  HeedPickle *pickle = heed_pickle_parse (bytes + *begin, n_bytes - *begin, &n_used, error);

  if (pickle != NULL)
    *begin += n_used;

  return pickle;
}

static gboolean
take_legacy_storage (HeedPickle  *pickle,
                     const char  *key,
                     GBytes      *file,
                     gsize       *begin,
                     GError     **error)
{
  HeedPickleStorage *storage = key != NULL ? g_hash_table_lookup (pickle->by_key, key) : NULL;
  gsize n_left = g_bytes_get_size (file) - *begin;
  guint64 n_values;
  gsize n_bytes;

  if (storage == NULL || storage->numbers != NULL)
    return fail (error, HEED_ERROR_DAMAGED, "expected each key of a storage once, found another");

  if (n_left < COUNT_BYTES)
    return fail (error, HEED_ERROR_DAMAGED, "ends before its numbers do");

  memcpy (&n_values, (const guint8 *) g_bytes_get_data (file, NULL) + *begin, COUNT_BYTES);

  if (GUINT64_FROM_LE (n_values) != storage->n_values)
    return fail (error, HEED_ERROR_DAMAGED, "a storage has another size than is said of it");

  if (!g_size_checked_mul (&n_bytes, storage->n_values, heed_dtype_get_size (storage->dtype)) ||
      n_bytes > n_left - COUNT_BYTES)
    return fail (error, HEED_ERROR_DAMAGED, "ends before its numbers do");

  storage->numbers = g_bytes_new_from_bytes (file, *begin + COUNT_BYTES, n_bytes);
  *begin += COUNT_BYTES + n_bytes;

  return TRUE;
}

static gboolean
find_legacy_storages (HeedPickle             *pickle,
                      const HeedPickleValue  *keys,
                      GBytes                 *file,
                      gsize                   begin,
                      GError                **error)
{
  if (heed_pickle_value_get_size (keys) != pickle->storages->len)
    return fail (error, HEED_ERROR_DAMAGED, "expected the keys of all storages, found others");

  for (guint i = 0; i < pickle->storages->len; i++)
    {
      const char *key = heed_pickle_value_get_text (heed_pickle_value_get_item (keys, i), NULL);

      if (!take_legacy_storage (pickle, key, file, &begin, error))
        return FALSE;
    }

  return TRUE;
}

static HeedPickle *
parse_legacy (GBytes  *file,
              GError **error)
{
  g_autoptr(HeedPickle) protocol = NULL;
  g_autoptr(HeedPickle) sizes = NULL;
  g_autoptr(HeedPickle) pickle = NULL;
  g_autoptr(HeedPickle) keys = NULL;
  gsize begin = sizeof legacy_magic;

  if (!(protocol = parse_next (file, &begin, error)) ||
      !(sizes = parse_next (file, &begin, error)))
    return NULL;

  if (heed_pickle_value_get_int (heed_pickle_value_find (sizes->root, "little_endian"), 1) != 1)
    {
      fail (error, HEED_ERROR_UNSUPPORTED, "expected little-endian numbers, found others");
      return NULL;
    }

  if (!(pickle = parse_next (file, &begin, error)) ||
      !(keys = parse_next (file, &begin, error)) ||
      !find_legacy_storages (pickle, keys->root, file, begin, error))
    return NULL;

  return g_steal_pointer (&pickle);
}

static HeedPickle *
parse_either (GBytes  *file,
              GError **error)
{
  gsize n_bytes;
  gconstpointer bytes = g_bytes_get_data (file, &n_bytes);

  if (!heed_file_kind_check (bytes, n_bytes, HEED_FILE_KIND_TORCH, "a file of torch.save()", error))
    return NULL;

  if (heed_zip_is_one (file))
    return parse_zip (file, error);

  if (n_bytes >= sizeof legacy_magic && memcmp (bytes, legacy_magic, sizeof legacy_magic) == 0)
    return parse_legacy (file, error);

  fail (error, HEED_ERROR_UNSUPPORTED, "expected a file of torch.save(), found something else");

  return NULL;
}

/* --- Tensors, by the path that leads to them ----------------------------- */

static gboolean walk_value (Walk                  *walk,
                            const HeedPickleValue *value);

static gboolean
fail_for_module (Walk *walk)
{
  g_set_error (walk->error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "torch archive: expected weights, found a whole module of the class %s, whose code "
               "is not in the "
               "file; save its state_dict() instead",
               walk->module);

  return FALSE;
}

static gboolean
add_tensor (Walk                   *walk,
            const HeedPickleTensor *tensor)
{
  HeedArray array = { .name = walk->name->str };
  g_autoptr(GBytes) copy = NULL;
  gsize n_bytes = sizeof array + walk->name->len;

  if (walk->module != NULL)
    return fail_for_module (walk);

  if (n_bytes > walk->budget)
    return fail (walk->error, HEED_ERROR_TOO_LARGE,
                 "more names of tensors than a file of its size has");

  walk->budget -= n_bytes;

  if (!heed_strided_to_array (tensor, &walk->budget, &array, &copy, walk->error))
    return FALSE;

  heed_weights_keep_block (walk->weights, copy != NULL ? copy : tensor->storage->numbers);

  if (heed_weights_add_array (walk->weights, &array))
    return TRUE;

  g_set_error (walk->error, HEED_ERROR, HEED_ERROR_DAMAGED, "torch archive: %s is there twice",
               array.name);

  return FALSE;
}

static gboolean
walk_child (Walk                  *walk,
            const char            *name,
            const HeedPickleValue *child)
{
  gsize n_bytes = walk->name->len;
  gboolean is_done;

  g_string_append_printf (walk->name, n_bytes > 0 ? ".%s" : "%s", name);
  is_done = walk_value (walk, child);
  g_string_truncate (walk->name, n_bytes);

  return is_done;
}

/* Keys that are neither texts nor integers do not lead to weights and are skipped. */
static gboolean
walk_dict (Walk                  *walk,
           const HeedPickleValue *dict)
{
  for (guint i = 0; i + 1 < dict->items->len; i += 2)
    {
      const HeedPickleValue *key = g_ptr_array_index (dict->items, i);
      g_autofree char *number = NULL;
      const char *name = heed_pickle_value_get_text (key, NULL);

      if (key->kind == HEED_PICKLE_INT)
        name = number = g_strdup_printf ("%" G_GINT64_FORMAT, key->integer);

      if (name != NULL && !walk_child (walk, name, g_ptr_array_index (dict->items, i + 1)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
walk_list (Walk                  *walk,
           const HeedPickleValue *list)
{
  for (guint i = 0; i < list->items->len; i++)
    {
      char name[16];

      g_snprintf (name, sizeof name, "%u", i);

      if (!walk_child (walk, name, g_ptr_array_index (list->items, i)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_module (const HeedPickleValue *object)
{
  return heed_pickle_value_find (object, "_parameters") != NULL &&
         heed_pickle_value_find (object, "_modules") != NULL;
}

/* Only the state and the contents of an object are searched, not its arguments, whose meaning
 * depends on the class. */
static gboolean
walk_object (Walk                  *walk,
             const HeedPickleValue *object)
{
  const char *around = walk->module;
  gboolean is_done;

  if (around == NULL && is_module (object))
    walk->module = object->text;

  is_done = (object->state == NULL || walk_value (walk, object->state)) &&
            (object->contents == NULL || walk_value (walk, object->contents));
  walk->module = around;

  return is_done;
}

static gboolean
walk_into (Walk                  *walk,
           const HeedPickleValue *value)
{
  gboolean is_done;

  if (g_hash_table_size (walk->path) == MAX_DEPTH ||
      !g_hash_table_add (walk->path, (gpointer) value))
    return TRUE;

  is_done = value->kind == HEED_PICKLE_DICT ? walk_dict (walk, value)
            : value->kind == HEED_PICKLE_LIST ? walk_list (walk, value)
            : walk_object (walk, value);
  g_hash_table_remove (walk->path, value);

  return is_done;
}

static gboolean
walk_value (Walk                  *walk,
            const HeedPickleValue *value)
{
  if (++walk->n_visits > MAX_VISITS)
    return fail (walk->error, HEED_ERROR_TOO_LARGE, "more values than any model has");

  switch (value->kind)
    {
    case HEED_PICKLE_TENSOR:
      return add_tensor (walk, value->tensor);

    case HEED_PICKLE_DICT:
    case HEED_PICKLE_LIST:
    case HEED_PICKLE_OBJECT:
      return walk_into (walk, value);

    case HEED_PICKLE_NONE:
    case HEED_PICKLE_BOOL:
    case HEED_PICKLE_INT:
    case HEED_PICKLE_FLOAT:
    case HEED_PICKLE_TEXT:
    case HEED_PICKLE_BYTES:
    case HEED_PICKLE_NAME:
    case HEED_PICKLE_STORAGE:
    case HEED_PICKLE_OTHER:
      break;
    }

  return TRUE;
}

static HeedWeights *
collect_weights (HeedPickle  *pickle,
                 gsize        n_file_bytes,
                 GError     **error)
{
  g_autoptr(HeedWeights) weights = heed_weights_new ();
  g_autoptr(GHashTable) path = g_hash_table_new (NULL, NULL);
  g_autoptr(GString) name = g_string_new (NULL);
  Walk walk = {
    .weights = weights, .path = path, .name = name,
    .budget = MAX (n_file_bytes, MIN_BUDGET_BYTES), .error = error,
  };

  return walk_value (&walk, pickle->root) ? g_steal_pointer (&weights) : NULL;
}

/**
 * heed_torch_archive_parse:
 * @file: the contents of a file, not trusted; the archive keeps a reference
 *
 * Errors: %HEED_ERROR_DAMAGED if it is inconsistent or violates the format;
 * %HEED_ERROR_UNSUPPORTED if it is another kind of file, or contains more than data,
 * which the message names; %HEED_ERROR_TOO_LARGE if it would take more memory than a
 * model of its size does.
 *
 * Returns: (transfer full): the contents of the file
 */
HeedTorchArchive *
heed_torch_archive_parse (GBytes  *file,
                          GError **error)
{
  g_autoptr(HeedTorchArchive) archive = g_new0 (HeedTorchArchive, 1);

  archive->pickle = parse_either (file, error);
  if (archive->pickle == NULL)
    return NULL;

  archive->weights = collect_weights (archive->pickle, g_bytes_get_size (file), error);

  return archive->weights != NULL ? g_steal_pointer (&archive) : NULL;
}

/**
 * heed_torch_archive_load:
 *
 * Contiguous tensors are read from the disk on demand.
 *
 * Errors: as heed_torch_archive_parse(), and #GFileError.
 *
 * Returns: (transfer full): the contents of the file
 */
HeedTorchArchive *
heed_torch_archive_load (const char  *path,
                         GError     **error)
{
  g_autoptr(GBytes) file = NULL;
  HeedTorchArchive *archive;

  g_return_val_if_fail (path != NULL, NULL);

  file = heed_mapped_file_load (path, error);
  if (file == NULL)
    return NULL;

  archive = heed_torch_archive_parse (file, error);

  if (archive == NULL)
    g_prefix_error (error, "%s: ", path);

  return archive;
}

void
heed_torch_archive_free (HeedTorchArchive *archive)
{
  if (archive == NULL)
    return;

  g_clear_pointer (&archive->pickle, heed_pickle_free);
  g_clear_pointer (&archive->weights, heed_weights_unref);
  g_free (archive);
}

/**
 * heed_torch_archive_get_weights:
 *
 * Returns: (transfer none): the tensors; take a reference to keep them longer than the
 *   archive
 */
HeedWeights *
heed_torch_archive_get_weights (HeedTorchArchive *archive)
{
  g_return_val_if_fail (archive != NULL, NULL);

  return archive->weights;
}

/**
 * heed_torch_archive_get_root:
 *
 * Returns: (transfer none): the saved object
 */
const HeedPickleValue *
heed_torch_archive_get_root (HeedTorchArchive *archive)
{
  g_return_val_if_fail (archive != NULL, NULL);

  return archive->pickle->root;
}
