/* hdf5-group.c — the links in a group of an HDF5 file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An old-style group is a tree whose leaves are tables of names and addresses; the
 * names are in a heap. A new-style group has each link in a message, or, from nine
 * links on, in a heap of another kind that Keras does not write.
 *
 * Source: HDF5 File Format Specification 3.0, III.A.1 "Version 1 B-trees", III.B
 * "Symbol Table", III.D "Local Heaps", IV.A.2.g "Link Message".
 */

#include "engine/files/hdf5-group.h"

#include <string.h>

#define MAX_NAME        1024  /* bytes */
#define MAX_LEVELS      16    /* of the tree */
#define ENTRY_REST      16    /* bytes of an entry after its kind */
#define SYMBOLIC        2     /* a kind of entry */

typedef struct {
  HeedHdf5     *file;
  HeedHdf5Part  names;  /* of the heap */
  GArray       *links;
  GError      **error;
} Walk;

gboolean
heed_hdf5_is_group (GArray *messages)
{
  return heed_hdf5_find_message (messages, HEED_HDF5_SYMBOL_TABLE) != NULL ||
         heed_hdf5_find_message (messages, HEED_HDF5_LINK_INFO) != NULL;
}

static void
clear_link (gpointer data)
{
  HeedHdf5Link *link = data;

  g_free (link->name);
}

static gboolean
add_link (Walk    *walk,
          char    *name,
          guint64  address)
{
  const HeedHdf5Link link = { name, address };

  g_array_append_val (walk->links, link);

  return heed_hdf5_step (walk->file, walk->error);
}

static gboolean
refuse_link (GError **error)
{
  return heed_hdf5_refuse (error, "links to what is in the file", "a symbolic or external one");
}

/* --- Trees --- */

static char *
dup_name (Walk    *walk,
          guint64  offset)
{
  HeedHdf5Part rest = walk->names;
  const guint8 *end;

  heed_hdf5_take_part (&rest, offset);
  end = rest.is_cut ? NULL : memchr (rest.at, '\0', MIN (rest.n_left, MAX_NAME));
  if (end == NULL)
    {
      heed_hdf5_fail (walk->error, "a name of at most " G_STRINGIFY (MAX_NAME) " bytes");
      return NULL;
    }

  return g_utf8_make_valid ((const char *) rest.at, end - rest.at);
}

static gboolean
add_entry (Walk         *walk,
           HeedHdf5Part *part)
{
  guint64 offset = heed_hdf5_take (part, 8);
  guint64 address = heed_hdf5_take (part, 8);
  guint64 kind = heed_hdf5_take (part, 4);
  char *name;

  heed_hdf5_take_part (part, 4 + ENTRY_REST);
  if (part->is_cut)
    return heed_hdf5_fail (walk->error, "an entry of a symbol table");

  if (kind == SYMBOLIC)
    return refuse_link (walk->error);

  name = dup_name (walk, offset);

  return name != NULL && add_link (walk, name, address);
}

static gboolean
walk_table (Walk    *walk,
            guint64  address)
{
  HeedHdf5Part part = heed_hdf5_find (walk->file, address, "SNOD");
  guint n_entries;

  heed_hdf5_take (&part, 2);
  n_entries = (guint) heed_hdf5_take (&part, 2);
  if (part.is_cut)
    return heed_hdf5_fail (walk->error, "a symbol table");

  for (guint i = 0; i < n_entries; i++)
    if (!add_entry (walk, &part))
      return FALSE;

  return TRUE;
}

/* level: that of the node, or -1 for the root, which may have any; children are one level lower,
 * so no node can be above itself. */
static gboolean
walk_node (Walk    *walk,
           guint64  address,
           int      level)
{
  HeedHdf5Part part = heed_hdf5_find (walk->file, address, "TREE");
  guint kind = (guint) heed_hdf5_take (&part, 1);
  int found_level = (int) heed_hdf5_take (&part, 1);
  guint n_children = (guint) heed_hdf5_take (&part, 2);

  heed_hdf5_take_part (&part, 2 * 8);
  if (part.is_cut || kind != 0 || found_level > MAX_LEVELS || (level >= 0 && found_level != level))
    return heed_hdf5_fail (walk->error, "the tree of a group");

  for (guint i = 0; i < n_children; i++)
    {
      guint64 child;

      heed_hdf5_take (&part, 8);
      child = heed_hdf5_take (&part, 8);
      if (part.is_cut)
        return heed_hdf5_fail (walk->error, "a node of the tree of a group");

      if (!heed_hdf5_step (walk->file, walk->error) ||
          !(found_level == 0 ? walk_table (walk, child)
                             : walk_node (walk, child, found_level - 1)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
find_names (Walk    *walk,
            guint64  address)
{
  HeedHdf5Part heap = heed_hdf5_find (walk->file, address, "HEAP");
  HeedHdf5Part data;
  guint64 n_bytes;

  heed_hdf5_take_part (&heap, 4);
  n_bytes = heed_hdf5_take (&heap, 8);
  heed_hdf5_take (&heap, 8);
  data = heed_hdf5_find (walk->file, heed_hdf5_take (&heap, 8), NULL);
  walk->names = heed_hdf5_take_part (&data, n_bytes);

  return (!heap.is_cut && !walk->names.is_cut) ||
         heed_hdf5_fail (walk->error, "a heap with the names of a group");
}

static gboolean
walk_symbols (Walk         *walk,
              HeedHdf5Part  message)
{
  guint64 tree = heed_hdf5_take (&message, 8);
  guint64 heap = heed_hdf5_take (&message, 8);

  if (message.is_cut)
    return heed_hdf5_fail (walk->error, "the tree and the heap of a group");

  return find_names (walk, heap) && walk_node (walk, tree, -1);
}

/* --- Messages --- */

static gboolean
walk_message (Walk         *walk,
              HeedHdf5Part  message)
{
  guint version = (guint) heed_hdf5_take (&message, 1);
  guint flags = (guint) heed_hdf5_take (&message, 1);
  guint kind = flags & 0x08 ? (guint) heed_hdf5_take (&message, 1) : 0;
  HeedHdf5Part name;
  guint64 address;

  heed_hdf5_take_part (&message, (flags & 0x04 ? 8 : 0) + (flags & 0x10 ? 1 : 0));
  name = heed_hdf5_take_part (&message, heed_hdf5_take (&message, 1u << (flags & 3)));
  if (kind != 0)
    return refuse_link (walk->error);

  address = heed_hdf5_take (&message, 8);
  if (version != 1 || message.is_cut || name.n_left > MAX_NAME)
    return heed_hdf5_fail (walk->error, "a link");

  return add_link (walk, g_utf8_make_valid ((const char *) name.at, (gssize) name.n_left), address);
}

static gboolean
check_is_compact (HeedHdf5Part   message,
                  GError       **error)
{
  guint flags;

  heed_hdf5_take (&message, 1);
  flags = (guint) heed_hdf5_take (&message, 1);
  heed_hdf5_take_part (&message, flags & 1 ? 8 : 0);
  if (heed_hdf5_take (&message, 8) == HEED_HDF5_NOWHERE)
    return TRUE;

  return heed_hdf5_refuse (error, "a group as Keras writes it",
                           "one with more than eight links, made with libver='latest' or "
                           "track_order");
}

GArray *
heed_hdf5_list_links (HeedHdf5  *file,
                      GArray    *messages,
                      GError   **error)
{
  g_autoptr(GArray) links = g_array_new (FALSE, FALSE, sizeof (HeedHdf5Link));
  Walk walk = { .file = file, .links = links, .error = error };

  g_array_set_clear_func (links, clear_link);
  for (guint i = 0; i < messages->len; i++)
    {
      const HeedHdf5Message *message = &g_array_index (messages, HeedHdf5Message, i);

      if ((message->type == HEED_HDF5_SYMBOL_TABLE && !walk_symbols (&walk, message->part)) ||
          (message->type == HEED_HDF5_LINK && !walk_message (&walk, message->part)) ||
          (message->type == HEED_HDF5_LINK_INFO && !check_is_compact (message->part, error)))
        return NULL;
    }

  return g_steal_pointer (&links);
}
