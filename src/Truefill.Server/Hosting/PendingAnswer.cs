using System;
using System.Threading.Tasks;
using Truefill.Engine;
using Truefill.Engine.Reading;

namespace Truefill.Server.Hosting;

/// <summary>A caller that waits for what became of its request.</summary>
/// <param name="read">
/// What the caller wants to read as of that very sequence. It runs on the replica's thread, so the caller need not wait
/// for the books' lock. Null: nothing.
/// </param>
internal sealed class PendingAnswer(Action<Replica, Answer>? read) : TaskCompletionSource<Answer>
{
    public void Read(Replica replica, in Answer answer) => read?.Invoke(replica, answer);
}
