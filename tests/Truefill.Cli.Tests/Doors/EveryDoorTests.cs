using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Orders;

namespace Truefill.Cli.Tests.Doors;

/// <summary>Every reason to refuse is provoked through every door that can lead to it, and has the same name there.</summary>
public sealed class EveryDoorTests(DoorWorld world) : IClassFixture<DoorWorld>
{
    private const int WhyLeast = 20;

    private static readonly DoorRow[] Rows =
        [.. EntryRows.All, .. RequestRows.All, .. DeskRows.All, RoleRow.Row];

    public static TheoryData<DenyReason, string> Cases
    {
        get
        {
            TheoryData<DenyReason, string> cases = [];
            foreach (DoorRow row in Rows)
                foreach (string door in row.Open) cases.Add(row.Reason, door);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_refusal_has_its_name_at_the_door(DenyReason reason, string door)
    {
        DoorRow row = Rows.Single(r => r.Reason == reason);
        string said = await row.Provoke(world, door, world.NewId("S"));
        Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString()), said);
    }

    [Fact]
    public void No_reason_is_without_a_row_and_no_door_is_closed_without_a_word()
    {
        IEnumerable<DenyReason> all = Enum.GetValues<DenyReason>().Where(reason => reason != DenyReason.None);
        Assert.Equal(all.Order(), Rows.Select(row => row.Reason).Order());
        Assert.All(Rows, row => Assert.NotEmpty(row.Open));
        Assert.All(Rows.SelectMany(row => row.Closed), closed =>
        {
            Assert.Contains(closed.Key, DoorNames.All);
            Assert.True(closed.Value.Length >= WhyLeast, closed.Value);
        });
    }
}
