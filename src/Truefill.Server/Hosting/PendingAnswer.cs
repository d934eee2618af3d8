using System;
using System.Threading.Tasks;
using Truefill.Engine;
using Truefill.Engine.Reading;

namespace Truefill.Server.Hosting;

/// <summary>A caller that waits for what became of his request.</summary>
/// <param name="read">
/// What he reads at that very sequence, on the replica's thread: he need not queue for the books. Null: nothing.
/// </param>
internal sealed class PendingAnswer(Action<Replica, Answer>? read) : TaskCompletionSource<Answer>
{
    public void Read(Replica replica, in Answer answer) => read?.Invoke(replica, answer);
}
