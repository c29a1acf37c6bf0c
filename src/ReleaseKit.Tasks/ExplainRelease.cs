using Microsoft.Build.Framework;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Explaining;
using ReleaseKit.Core.Text;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Prints why a package gets its version, back to the commits.</summary>
[MSBuildMultiThreadableTask]
public sealed class ExplainRelease : ReleaseTask
{
    /// <summary>The package's id or name.</summary>
    public string Package { get; set; } = "";

    /// <summary><c>text</c>, <c>json</c>, <c>csv</c> or <c>markdown</c>; all but text are also written to <c>explanation.*</c>.</summary>
    public string Format { get; set; } = "text";

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var format = FormatNames.Parse("Explain", Format, FormatNames.Reports);
        var plan = session.ReadPlan();
        var known = plan.Releases.Select(r => r.Id).Concat(plan.Skipped.Select(s => s.Id)).ToArray();
        var matches = known.Where(id => id.ToString() == Package || id.Name == Package).ToArray();
        if (matches.Length == 1)
        {
            var text = ExplanationReport.Render(plan, (await session.DiscoverAsync(cancellationToken)).Workspace, matches[0], format);
            await session.WriteReportAsync("explanation", text, format, cancellationToken);
            Say(text.TrimEnd('\r', '\n'));
            return;
        }

        throw new ReleaseException(PlanCodes.UnknownPackage.Create(
            Package.Length == 0 ? "Say which package to explain: -p:ReleasePackage=<id or name>."
            : matches.Length > 1 ? $"'{Package}' names several packages: {string.Join(", ", matches)}. Write the id with its ecosystem."
            : $"There is no package '{Package}'.{NearestName.Question(Package, known.SelectMany(id => new[] { id.Name, id.ToString() }))} -t:Discover lists them."));
    }
}
