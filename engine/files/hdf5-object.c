/* hdf5-object.c — the header messages of an object in an HDF5 file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An object is a header: messages, each with a type and a size, in one or more blocks.
 * Its messages make it a group or a dataset.
 *
 * Source: HDF5 File Format Specification 3.0, II.A "Superblock" and IV.A "Object
 * Headers".
 */

#include "engine/files/hdf5-object.h"

#define SIGNATURE "\x89HDF\r\n\x1a\n"
#define SHARED    0x02  /* flag of a shared message */

/* The encoding of messages in a header. */
typedef struct {
  guint    version;
  gboolean has_order;  /* messages have a creation order */
} Style;

/* --- The superblock --- */

/* Version 0, and version 1, which has four more bytes: the root is an entry of a symbol table. */
static void
take_old_superblock (HeedHdf5Part *part,
                     guint         version,
                     guint        *widths,
                     guint64      *base,
                     guint64      *root)
{
  heed_hdf5_take (part, 4);
  *widths = (guint) heed_hdf5_take (part, 2);
  heed_hdf5_take_part (part, version == 0 ? 9 : 13);
  *base = heed_hdf5_take (part, 8);
  heed_hdf5_take_part (part, 3 * 8 + 8);
  *root = heed_hdf5_take (part, 8);
}

/* Version 2 and 3. */
static void
take_new_superblock (HeedHdf5Part *part,
                     guint        *widths,
                     guint64      *base,
                     guint64      *root)
{
  *widths = (guint) heed_hdf5_take (part, 2);
  heed_hdf5_take (part, 1);
  *base = heed_hdf5_take (part, 8);
  heed_hdf5_take_part (part, 2 * 8);
  *root = heed_hdf5_take (part, 8);
}

gboolean
heed_hdf5_find_root (HeedHdf5  *file,
                     guint64   *address,
                     GError   **error)
{
  HeedHdf5Part part = heed_hdf5_find (file, 0, SIGNATURE);
  guint version = (guint) heed_hdf5_take (&part, 1);
  guint widths = 0;  /* sizes of addresses and of lengths, one byte each */
  guint64 base = 0;

  if (part.is_cut)
    return heed_hdf5_fail (error, "a signature at its front");

  if (version > 3)
    return heed_hdf5_refuse (error, "a superblock of version 0 to 3", "a later one");

  if (version < 2)
    take_old_superblock (&part, version, &widths, &base, address);
  else
    take_new_superblock (&part, &widths, &base, address);

  if (part.is_cut)
    return heed_hdf5_fail (error, "a superblock");

  return (widths == 0x0808 ||
          heed_hdf5_refuse (error, "addresses and lengths of 8 bytes", "others")) &&
         (base == 0 || heed_hdf5_refuse (error, "addresses from the front of the file", "others"));
}

/* --- Objects --- */

static gboolean
add_messages (HeedHdf5     *file,
              HeedHdf5Part  block,
              const Style  *style,
              GArray       *messages,
              GError      **error)
{
  guint n_head = style->version == 1 ? 8 : style->has_order ? 6 : 4;

  while (block.n_left >= n_head)
    {
      HeedHdf5Message message = { .type = (guint) heed_hdf5_take (&block, n_head == 8 ? 2 : 1) };
      gsize n_bytes = heed_hdf5_take (&block, 2);

      message.is_shared = (heed_hdf5_take (&block, 1) & SHARED) != 0;
      heed_hdf5_take_part (&block, n_head == 8 ? 3 : n_head - 4);
      message.part = heed_hdf5_take_part (&block, n_bytes);
      if (block.is_cut)
        return heed_hdf5_fail (error, "messages inside of their block");
      if (!heed_hdf5_step (file, error))
        return FALSE;

      g_array_append_val (messages, message);
    }

  return !block.is_cut || heed_hdf5_fail (error, "a block of messages inside of the file");
}

/* Returns the block that a continuation message points to, without the signature and checksum
 * around its messages. */
static HeedHdf5Part
find_continuation (const HeedHdf5 *file,
                   HeedHdf5Part    message,
                   const Style    *style)
{
  guint64 address = heed_hdf5_take (&message, 8);
  guint64 n_bytes = heed_hdf5_take (&message, 8);
  HeedHdf5Part part =
    heed_hdf5_find (file, message.is_cut ? HEED_HDF5_NOWHERE : address,
                    style->version == 1 ? NULL : "OCHK");

  if (style->version == 2)
    n_bytes = n_bytes < 8 ? G_MAXUINT64 : n_bytes - 8;

  return heed_hdf5_take_part (&part, n_bytes);
}

/* Version 1: number of messages, reference count, size. */
static HeedHdf5Part
take_first_block (HeedHdf5Part *part,
                  Style        *style)
{
  guint64 n_bytes;

  *style = (Style) { .version = 1 };
  heed_hdf5_take_part (part, 7);
  n_bytes = heed_hdf5_take (part, 4);
  heed_hdf5_take (part, 4);

  return heed_hdf5_take_part (part, n_bytes);
}

/* Version 2: flags give the width of the size, and the fields before it. */
static HeedHdf5Part
take_first_new_block (HeedHdf5Part *part,
                      Style        *style)
{
  guint flags = (guint) heed_hdf5_take (part, 1);

  *style = (Style) { .version = 2, .has_order = (flags & 0x04) != 0 };
  heed_hdf5_take_part (part, (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0));

  return heed_hdf5_take_part (part, heed_hdf5_take (part, 1u << (flags & 3)));
}

GArray *
heed_hdf5_read_object (HeedHdf5  *file,
                       guint64    address,
                       GError   **error)
{
  g_autoptr(GArray) messages = g_array_new (FALSE, FALSE, sizeof (HeedHdf5Message));
  HeedHdf5Part part = heed_hdf5_find (file, address, "OHDR");
  gboolean is_new = !part.is_cut;
  Style style;
  guint version;

  if (!is_new)
    part = heed_hdf5_find (file, address, NULL);

  version = (guint) heed_hdf5_take (&part, 1);
  if (part.is_cut || version != (is_new ? 2 : 1))
    {
      heed_hdf5_fail (error, "the header of an object");
      return NULL;
    }

  part = is_new ? take_first_new_block (&part, &style) : take_first_block (&part, &style);
  if (!add_messages (file, part, &style, messages, error))
    return NULL;

  for (guint i = 0; i < messages->len; i++)
    {
      const HeedHdf5Message message = g_array_index (messages, HeedHdf5Message, i);

      if (message.type == HEED_HDF5_CONTINUATION &&
          !add_messages (file, find_continuation (file, message.part, &style), &style, messages,
                         error))
        return NULL;
    }

  return g_steal_pointer (&messages);
}

const HeedHdf5Message *
heed_hdf5_find_message (GArray              *messages,
                        HeedHdf5MessageType  type)
{
  for (guint i = 0; i < messages->len; i++)
    {
      const HeedHdf5Message *message = &g_array_index (messages, HeedHdf5Message, i);

      if (message->type == type)
        return message;
    }

  return NULL;
}
