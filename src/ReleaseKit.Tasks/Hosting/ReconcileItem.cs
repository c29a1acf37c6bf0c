using System.Collections.Immutable;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ReleaseKit.Core.Reconciling;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Tasks.Hosting;

/// <summary>A disagreement as an item, and back.</summary>
internal static class ReconcileItem
{
    /// <summary>An item never has an empty name.</summary>
    private const string WorkTree = "work tree";

    public static TaskItem Of(ReconciledDisagreement result)
    {
        var found = result.Disagreement;
        var item = new TaskItem(MSBuildText.Escape(found.Subject.Length > 0 ? found.Subject : WorkTree));
        item.SetMetadata("Kind", found.KindName);
        item.SetMetadata("Version", found.Version);
        item.SetMetadata("Status", result.Status);
        item.SetMetadata("Message", MSBuildText.Escape(DisplayText.Line(found.Message)));
        item.SetMetadata("Repair", MSBuildText.Escape(DisplayText.Line(found.Repair)));
        item.SetMetadata("Note", MSBuildText.Escape(DisplayText.Line(result.Note)));
        item.SetMetadata("Sources", MSBuildText.Escape(string.Join(';', found.Sources.Select(s => $"{s.Key}={s.Value}"))));
        return item;
    }

    public static ReconciledDisagreement Read(ITaskItem item)
    {
        var kind = Enum.GetValues<DisagreementKind>().First(k => Disagreement.NameOf(k) == item.GetMetadata("Kind"));
        var found = new Disagreement(kind, item.ItemSpec == WorkTree ? "" : item.ItemSpec, item.GetMetadata("Version"), item.GetMetadata("Message"), item.GetMetadata("Repair"), CanBeFixed: false)
        {
            Sources = item.GetMetadata("Sources").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('=', 2)).ToImmutableSortedDictionary(s => s[0], s => s[1], StringComparer.Ordinal),
        };
        return new ReconciledDisagreement(found, item.GetMetadata("Status"), item.GetMetadata("Note"));
    }
}
