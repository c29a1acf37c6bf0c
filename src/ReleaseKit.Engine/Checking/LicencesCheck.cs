using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Checking;

/// <summary>Every package has a licence.</summary>
public sealed partial class LicencesCheck : ICheck
{
    /// <inheritdoc/>
    public string Name => "licences";

    /// <inheritdoc/>
    public string Purpose => "Every package names a licence, or has the text of one in its folder or at the root.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [ManifestCheckCodes.Licence];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var folders = (await context.Listing.Value).Where(f => LicenceFile().IsMatch(f.FileName)).Select(f => f.Parent).ToHashSet();
        var without = (await context.Inspection.PackagesAsync()).Where(p => !p.NamesLicence && !folders.Contains(p.Package.Directory) && !folders.Contains(RelativePath.Root)).Select(p => p.Package);
        return CheckFindings.Of(Grouped.Say(ManifestCheckCodes.Licence, without, "has no licence", "have no licence", "Without one nobody may use them; name it in the manifest, or add a LICENSE file."));
    }

    [GeneratedRegex(@"^(LICEN[CS]ES?|COPYING|UNLICENSE)([.\-_].*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LicenceFile();
}
