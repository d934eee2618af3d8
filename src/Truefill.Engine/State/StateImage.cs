using System;
using System.Security.Cryptography;
using Truefill.Domain;

namespace Truefill.Engine.State;

/// <summary>
/// The bytes of one state, kept to hold other books against: says the same as two <see cref="StateHash"/>es, without
/// hashing either. The room is used again for the next state.
/// </summary>
public sealed class StateImage
{
    private readonly Keeper keeper = new();
    private readonly Comparer comparer;
    private readonly StateEncoder keeping;
    private readonly StateEncoder comparing;

    public StateImage()
    {
        comparer = new Comparer(keeper);
        keeping = new StateEncoder(keeper);
        comparing = new StateEncoder(comparer);
    }

    /// <summary>Keeps the state of these books in place of the one before.</summary>
    public void Keep(Books books)
    {
        keeper.Clear();
        books.Save(keeping);
        keeping.Flush();
    }

    /// <summary>True when these books have the state that is kept, in every byte.</summary>
    public bool Matches(Books books)
    {
        comparer.Begin();
        books.Save(comparing);
        comparing.Flush();
        return comparer.IsSame;
    }

    /// <summary>The <see cref="StateHash"/> of the state that is kept, as text.</summary>
    public string HashText() => StateHash.Text(SHA256.HashData(keeper.Kept));

    private sealed class Keeper : IStateSink
    {
        private byte[] bytes = new byte[1 << 16];
        private int length;

        public ReadOnlySpan<byte> Kept => bytes.AsSpan(0, length);

        public void Clear() => length = 0;

        public void Take(ReadOnlySpan<byte> chunk)
        {
            int end = checked(length + chunk.Length);
            if (end > bytes.Length) Array.Resize(ref bytes, Math.Max(end, bytes.Length * 2));
            chunk.CopyTo(bytes.AsSpan(length));
            length = end;
        }
    }

    private sealed class Comparer(Keeper keeper) : IStateSink
    {
        private int at;
        private bool differs;

        // What is kept and was not come to is a difference too.
        public bool IsSame => !differs && at == keeper.Kept.Length;

        public void Begin()
        {
            at = 0;
            differs = false;
        }

        public void Take(ReadOnlySpan<byte> chunk)
        {
            ReadOnlySpan<byte> rest = keeper.Kept[at..];
            differs |= !rest.StartsWith(chunk);
            at += Math.Min(chunk.Length, rest.Length);
        }
    }
}
