using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Truefill.Journal;

/// <summary>Type, owner, permissions and identity of a file, links not followed.</summary>
/// <param name="Inode">Unique on its device.</param>
/// <param name="Device">Major number in the upper, minor in the lower 32 bits.</param>
internal readonly record struct FileStatus(int Mode, uint Owner, ulong Inode, ulong Device)
{
    private const int StatBytes = 256;
    private const int OwnerAt = 20;
    private const int ModeAt = 28;
    private const int InodeAt = 32;
    private const int DeviceAt = 136;

    public bool IsDirectory => (Mode & 0xF000) == 0x4000;

    public bool IsRegular => (Mode & 0xF000) == 0x8000;

    public bool OthersMayWrite => (Mode & 0x12) != 0; // 0022

    /// <summary>
    /// Of a name inside an open directory, or of the directory for the empty name; null when there is none.
    /// </summary>
    public static unsafe FileStatus? Of(SafeFileHandle directory, string name)
    {
        Span<byte> stat = stackalloc byte[StatBytes];
        int flags = name.Length == 0 ? Libc.EmptyPath : Libc.SymlinkNoFollow;
        int result;
        fixed (byte* p = stat)
            result = Libc.Stat(directory, name, flags, Libc.StatBasic, p);
        if (result == 0)
        {
            return new FileStatus(
                BinaryPrimitives.ReadUInt16LittleEndian(stat[ModeAt..]),
                BinaryPrimitives.ReadUInt32LittleEndian(stat[OwnerAt..]),
                BinaryPrimitives.ReadUInt64LittleEndian(stat[InodeAt..]),
                (ulong)BinaryPrimitives.ReadUInt32LittleEndian(stat[DeviceAt..]) << 32
                    | BinaryPrimitives.ReadUInt32LittleEndian(stat[(DeviceAt + sizeof(uint))..]));
        }

        int errno = Marshal.GetLastPInvokeError();
        return errno == Errnos.NoEntry ? null : throw new JournalIoException(errno, "statx", name);
    }

    /// <summary>Refuses what others may change: another owner, permissions for others, a link to elsewhere.</summary>
    public void RequireSafe(string path, bool directory)
    {
        if (directory ? !IsDirectory : !IsRegular)
            throw Insecure(path, $"is not a {(directory ? "directory" : "file")} of its own; links are not followed.");
        if (OthersMayWrite)
        {
            string wanted = directory ? "700" : "600";
            throw Insecure(path, $"can be written by others (mode {Octal(Mode & 0xFFF)}); use chmod {wanted}.");
        }

        uint user = Libc.EffectiveUser();
        if (Owner != user && Owner != 0 && user != 0)
            throw Insecure(path, $"belongs to user {Owner}, and this process runs as {user}.");
    }

    private static StateDirectoryException Insecure(string path, string reason) =>
        new(StateDirectoryFault.Insecure, path, reason);

    private static string Octal(int mode) => Convert.ToString(mode, 8).PadLeft(4, '0');
}
