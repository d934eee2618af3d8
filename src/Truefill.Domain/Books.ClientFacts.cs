using Truefill.Domain.Clients;

namespace Truefill.Domain;

public sealed partial class Books
{
    public void Apply(in ClientMessageTaken e) => Clients.Apply(in e);

    // The order stands as it did; the journal and the client keep the refusal.
    public void Apply(in RequestDenied e)
    {
    }
}
