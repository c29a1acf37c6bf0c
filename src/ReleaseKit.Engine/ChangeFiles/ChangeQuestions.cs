using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Releasing;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>Finds out what a new change file shall say: from what was given, and by asking for the rest.</summary>
public sealed class ChangeQuestions
{
    private readonly DiscoveredWorkspace _workspace;
    private readonly ImmutableArray<(Package Package, ImmutableArray<RelativePath> Files)> _changed;
    private readonly string? _since;
    private readonly PackageNames _names;
    private readonly ImmutableArray<Package> _choices;

    /// <summary>Questions about one workspace.</summary>
    /// <param name="workspace">Its packages.</param>
    /// <param name="changed">Those that the branch changes; they are offered first.</param>
    /// <param name="since">The branch that was compared with; null when there is none.</param>
    public ChangeQuestions(DiscoveredWorkspace workspace, ImmutableArray<(Package Package, ImmutableArray<RelativePath> Files)> changed, string? since)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        _workspace = workspace;
        _changed = changed;
        _since = since;
        _names = new PackageNames(workspace.Workspace);
        var first = changed.Select(c => c.Package.Id).ToHashSet();
        _choices = [.. changed.Select(c => c.Package), .. workspace.Workspace.Packages.Where(p => workspace.MayBeReleased(p) && !first.Contains(p.Id)).OrderBy(p => p.Id)];
    }

    /// <summary>The change to write.</summary>
    /// <param name="packages">Ids or names; empty to ask.</param>
    /// <param name="bump">A level in words; empty to ask.</param>
    /// <param name="text">What users are told; empty to ask.</param>
    /// <param name="prompt">Whom to ask.</param>
    /// <param name="cancellationToken">Stops waiting for an answer.</param>
    /// <exception cref="ReleaseException">
    /// <c>RK-CHANGE-INCOMPLETE</c>: something is missing and nobody answers. <c>RK-PLAN-PACKAGE</c>, <c>RK-CHANGE-TYPE</c>.
    /// </exception>
    public async Task<NewChange> AnswerAsync(IReadOnlyList<string> packages, string bump, string text, IPrompt prompt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        if (!prompt.IsAvailable && (packages.Count == 0 || bump.Length == 0 || text.Trim().Length == 0))
        {
            throw Incomplete(packages.Count == 0 ? "ReleaseChangePackages" : bump.Length == 0 ? "ReleaseChangeBump" : "ReleaseChangeText");
        }

        var named = packages.Count > 0 ? [.. packages.Select(Resolve)] : await AskAsync(prompt, WhichPackages(), Choose, cancellationToken);
        var level = bump.Length > 0 ? Level(bump) : await AskAsync(prompt, "How much does it raise the version: patch, minor, major or none? [patch]", answer => Level(answer.Length == 0 ? "patch" : answer), cancellationToken);
        var told = text.Trim().Length > 0 ? text : await AskAsync(prompt, "What do users need to know?", answer => answer.Length > 0 ? answer : throw Incomplete("The text"), cancellationToken);
        return new NewChange([.. named.Distinct().Select(Written)], level, told.Trim().ReplaceLineEndings("\n"));
    }

    /// <summary>Asks until the answer can be used.</summary>
    private async Task<T> AskAsync<T>(IPrompt prompt, string question, Func<string, T> read, CancellationToken cancellationToken)
    {
        var asked = question;
        while (true)
        {
            var answer = await prompt.AskAsync(asked, cancellationToken) ?? throw Incomplete("An answer");
            try
            {
                return read(answer.Trim());
            }
            catch (ReleaseException e)
            {
                asked = $"{e.Diagnostics[0].Message}\n{question}";
            }
        }
    }

    private string WhichPackages()
    {
        var text = new StringBuilder();
        for (var i = 0; i < _choices.Length; i++)
        {
            text.Append(i < _changed.Length
                ? $"  {i + 1} {_choices[i].Id}  {_changed[i].Files.Length} changed {(_changed[i].Files.Length == 1 ? "file" : "files")} since {_since}\n"
                : $"  {i + 1} {_choices[i].Id}\n");
        }

        return text.Append("Which packages? Numbers or names, with commas between").Append(_changed.IsEmpty ? "." : "; nothing for those that are changed.").ToString();
    }

    private ImmutableArray<PackageId> Choose(string answer)
    {
        if (answer.Length == 0)
        {
            return _changed.IsEmpty ? throw Incomplete("A package") : [.. _changed.Select(c => c.Package.Id)];
        }

        return [.. answer.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(word =>
            int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= _choices.Length ? _choices[number - 1].Id : Resolve(word))];
    }

    private PackageId Resolve(string name)
    {
        var found = _names.Find(name);
        if (found.Length != 1)
        {
            throw new ReleaseException(PlanCodes.UnknownPackage.Create(found.IsEmpty
                ? $"There is no package '{DisplayText.Line(name)}'.{_names.Question(name)} -t:Discover lists them."
                : $"'{DisplayText.Line(name)}' names several packages: {string.Join(", ", found)}. Write the id with its ecosystem."));
        }

        return _choices.Any(p => p.Id == found[0]) ? found[0] : throw new ReleaseException(PlanCodes.UnknownPackage.Create(
            $"{found[0]} is not released: {_workspace.Excluded.GetValueOrDefault(found[0]) ?? _workspace.Workspace.Find(found[0])!.NotPublishableReason}. Name the packages whose users notice the change."));
    }

    private static BumpLevel Level(string word) => ChangeType.TryParse(word, out var level) ? level : throw new ReleaseException(ChangeFileCodes.Type.Create(
        $"'{DisplayText.Line(word)}' is no type of change.{NearestName.Question(word, ChangeType.Words)} Write one of {string.Join(", ", ChangeType.Words)}."));

    /// <summary>The name as other tools know it; the id where packages of several ecosystems have the name.</summary>
    private string Written(PackageId id) => _names.Find(id.Name).Length == 1 ? id.Name : id.ToString();

    private ReleaseException Incomplete(string missing)
    {
        var example = _changed.IsEmpty ? _choices.Select(p => p.Name).FirstOrDefault("NAME") : string.Join("%3B", _changed.Select(c => Written(c.Package.Id)));
        var changed = _changed.IsEmpty ? "" : $" Changed since {_since}: {string.Join(", ", _changed.Select(c => c.Package.Id))}.";
        return new ReleaseException(ChangeFileCodes.Incomplete.Create(
            $"{missing} is missing.{changed} Write for example: dotnet msbuild release.proj -t:Change -p:ReleaseChangePackages={example} -p:ReleaseChangeBump=patch \"-p:ReleaseChangeText=What users need to know\""));
    }
}
