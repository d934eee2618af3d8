using System;
using System.Threading.Tasks;
using Truefill.Engine;
using Truefill.Engine.Reading;

namespace Truefill.Server.Http;

/// <summary>Puts the bytes of a dead letter in again. Each source's bytes have a form of their own.</summary>
public interface IRawReplay
{
    /// <summary>Null: this is not the source's form, or nothing here can read it.</summary>
    /// <param name="raw">The bytes as received, or as a person mended them.</param>
    Task<Answer>? Replay(DeadLetterEntry letter, ReadOnlyMemory<byte> raw);
}
