using Truefill.Domain.State;

namespace Truefill.Domain;

public sealed partial class Books
{
    /// <summary>Writes the whole state; see <see cref="IStateWriter"/> for what canonical means.</summary>
    public void Save(IStateWriter writer)
    {
        Names.Save(writer);
        Accounts.Save(writer);
        Instruments.Save(writer);
        Sessions.Save(writer);
        Queries.Save(writer);
        Balances.Save(writer);
        Reconciliation.Save(writer);
        KillSwitch.Save(writer);
        Marks.Save(writer);
        BroughtIn.Save(writer);
        Risk.Save(writer);
        Orders.Save(writer);
        Executions.Save(writer);
        Positions.Save(writer);
        Protections.Save(writer);
        Advisories.Save(writer);
        DeadLetters.Save(writer);
        Clients.Save(writer);
        Intake.Save(writer);
        Engine.Save(writer);
    }

    /// <summary>Fills empty books from what <see cref="Save"/> wrote.</summary>
    public void Load(IStateReader reader)
    {
        Names.Load(reader);
        Accounts.Load(reader);
        Instruments.Load(reader);
        Sessions.Load(reader);
        Queries.Load(reader);
        Balances.Load(reader);
        Reconciliation.Load(reader);
        KillSwitch.Load(reader);
        Marks.Load(reader);
        BroughtIn.Load(reader);
        Risk.Load(reader);
        Orders.Load(reader);
        Executions.Load(reader);
        Positions.Load(reader);
        Protections.Load(reader);
        Advisories.Load(reader);
        DeadLetters.Load(reader);
        Clients.Load(reader);
        Intake.Load(reader);
        Engine.Load(reader);
    }
}
