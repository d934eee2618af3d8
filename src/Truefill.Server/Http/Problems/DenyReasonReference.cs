using System.Globalization;
using System.Reflection;
using System.Text;
using Truefill.Domain.Orders;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Problems;

/// <summary>Every reason to refuse a request, in the order of the checks, for the documents.</summary>
public static class DenyReasonReference
{
    public static string AsMarkdown()
    {
        StringBuilder table = new();
        table.Append("| code | number | what it means |\n|---|---|---|\n");
        foreach (FieldInfo field in typeof(DenyReason).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            DenyReason reason = (DenyReason)field.GetValue(null)!;
            if (reason == DenyReason.None) continue;
            table.Append(
                CultureInfo.InvariantCulture, $"| `{Words.Of(reason)}` | {(int)reason} | {Denials.Detail(reason)} |\n");
        }

        return table.ToString();
    }
}
