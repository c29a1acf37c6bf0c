using System.Globalization;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Http;
using ReleaseKit.Testing;
using ReleaseKit.Testing.Support;

namespace ReleaseKit.Engine.Tests.Contracts;

/// <summary>
/// What every adapter does with files that somebody broke or means ill with: one diagnostic with its place that can be shown, or
/// nothing at all; no client is started, nothing is written, and nothing outside of the workspace is read.
/// </summary>
/// <typeparam name="TFixture">The ecosystem.</typeparam>
public abstract class HostileInputContract<TFixture> : IDisposable
    where TFixture : EcosystemFixture, new()
{
    private const int LongestMessage = 1000;
    private readonly HttpClient _http = RegistryHttp.Create(TimeProvider.System);
    private readonly TFixture _fixture = new();
    private readonly ContractTree _tree;
    private readonly EcosystemAdapter _adapter;

    /// <summary>The contract over a copy of the sample, on a machine where no process can be started.</summary>
    protected HostileInputContract()
    {
        _tree = new ContractTree(_fixture);
        _adapter = _fixture.Create(new EcosystemServices(new NoProcesses(), _http, new SnapshotEnvironment(new Dictionary<string, string>()), TimeProvider.System));
    }

    [Fact]
    [Facet(Facet.Discover, NeedsClient = false)]
    public async Task AMalformedFileIsToldWithItsLine()
    {
        foreach (var (file, text, line) in _fixture.Malformed)
        {
            using var tree = new ContractTree(_fixture);
            tree.Write(file, text);
            var place = (await RefusalAsync(tree, $"{file}: {text}")).Location.ShouldNotBeNull(file);
            (place.File, place.Line).ShouldBe((file, line), text);
        }
    }

    [Fact]
    [Facet(Facet.Discover, NeedsClient = false)]
    public async Task AFileThatIsNoTextIsToldAsSuch()
    {
        foreach (var file in _fixture.Malformed.Select(m => m.File).Distinct())
        {
            using var tree = new ContractTree(_fixture);
            await File.WriteAllBytesAsync(Path.Combine(tree.Path, file), [0x22, 0xFF, 0xFE, 0x00], TestContext.Current.CancellationToken);
            (await RefusalAsync(tree, file)).Location!.File.ShouldBe(file);
        }
    }

    /// <summary>Wherever a write stopped, the file is read as what it says, or refused.</summary>
    [Fact]
    [Facet(Facet.Discover, NeedsClient = false)]
    public async Task AFileThatEndsTooEarlyIsNeverAnUnexpectedError()
    {
        foreach (var file in _fixture.Malformed.Select(m => m.File).Distinct())
        {
            var text = _tree.Read(file);
            for (var length = 0; length < text.Length; length += 3)
            {
                _tree.Write(file, text[..length]);
                await ReadOrRefusedAsync($"{file}: {length} characters");
            }

            _tree.Write(file, text);
        }
    }

    [Fact]
    [Facet(Facet.Discover, NeedsClient = false)]
    public async Task NestingWithoutEndIsNeverAnUnexpectedError()
    {
        foreach (var file in _fixture.Malformed.Select(m => m.File).Distinct())
        {
            var text = _tree.Read(file);
            foreach (var opening in _fixture.Openings)
            {
                _tree.Write(file, text + string.Concat(Enumerable.Repeat(opening, 100_000)));
                await ReadOrRefusedAsync($"{file}: {opening} a hundred thousand times");
                _tree.Write(file, string.Concat(Enumerable.Repeat(opening, 100_000)));
                await ReadOrRefusedAsync($"{file}: nothing but {opening}");
            }

            _tree.Write(file, text);
        }
    }

    [Fact]
    [Facet(Facet.Discover, NeedsClient = false)]
    public async Task HostileNamesAreRefusedWhereTheyStand()
    {
        var manifest = _tree.Read(_fixture.BaseManifest);
        foreach (var name in _fixture.HostileNames.Concat(_fixture.MoreHostileNames))
        {
            var shown = $"'{(name.Length > 50 ? name[..50] : name)}' ({string.Join(' ', name.Take(6).Select(c => ((int)c).ToString("X", CultureInfo.InvariantCulture)))})";
            _tree.Write(_fixture.BaseManifest, manifest.Replace(_fixture.BaseWritten, name, StringComparison.Ordinal));
            var place = (await RefusalAsync(_tree, shown)).Location.ShouldNotBeNull(shown);
            place.File.ShouldBe(_fixture.BaseManifest, shown);
            place.Line.ShouldBeGreaterThan(0, shown);
        }
    }

    /// <summary>Such a file is refused, or it is not there; what it says is never heard.</summary>
    [Fact]
    [Facet(Facet.Discover, NeedsClient = false)]
    public async Task AManifestThatIsALinkOutOfTheWorkspaceIsNotFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs symbolic links");
        using var outside = new ScratchDirectory();
        Link(outside, _fixture.BaseManifest);
        await NotHeardAsync();
    }

    [Fact]
    [Facet(Facet.Discover, NeedsClient = false)]
    public async Task AMemberThatIsALinkOutOfTheWorkspaceIsNotFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs symbolic links");
        using var outside = new ScratchDirectory();
        var folder = Path.Combine(_tree.Path, Path.GetDirectoryName(_fixture.BaseManifest)!);
        var target = outside.File("member");
        Directory.Move(folder, target);
        Directory.CreateSymbolicLink(folder, target);
        await NotHeardAsync();
    }

    [Fact]
    [Facet(Facet.Discover, NeedsClient = false)]
    public async Task ALockFileThatIsALinkOutOfTheWorkspaceIsNotFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs symbolic links");
        using var outside = new ScratchDirectory();
        var files = (await _tree.DiscoverAsync(_adapter)).Packages.SelectMany(p => p.LockFile is { } file ? p.OtherLockFiles.Prepend(file) : p.OtherLockFiles).Distinct().ToArray();
        foreach (var file in files)
        {
            Link(outside, file.Value);
        }

        try
        {
            foreach (var file in (await _tree.DiscoverAsync(_adapter)).Packages.Select(p => p.LockFile).OfType<RelativePath>())
            {
                Coded.Throws(FileCodes.Outside, () => _tree.Files.Read(file));
                Coded.Throws(FileCodes.Outside, () => _tree.Files.Write(file, Encoding.UTF8.GetBytes("changed")));
            }
        }
        catch (ReleaseException refusal)
        {
            refusal.Diagnostics.ShouldAllBe(d => d.Code == FileCodes.Outside.Code);
        }

        Directory.EnumerateFiles(outside.Path).ShouldAllBe(file => File.ReadAllText(file) != "changed");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tree.Dispose();
        _http.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Link(ScratchDirectory outside, string file)
    {
        var path = Path.Combine(_tree.Path, file);
        var target = outside.Write(Path.GetFileName(path), File.ReadAllText(path));
        File.Delete(path);
        File.CreateSymbolicLink(path, target);
    }

    private async Task NotHeardAsync()
    {
        try
        {
            (await _tree.DiscoverAsync(_adapter)).Packages.ShouldNotContain(p => p.Name == _fixture.Base);
        }
        catch (ReleaseException refusal)
        {
            refusal.Diagnostics.ShouldAllBe(d => d.Code == FileCodes.Outside.Code);
        }
    }

    private async Task ReadOrRefusedAsync(string why)
    {
        try
        {
            await _tree.DiscoverAsync(_adapter);
        }
        catch (ReleaseException refusal)
        {
            refusal.Diagnostics.ShouldAllBe(d => d.Location != null && IsShowable(d.Message), why);
        }
        catch (Exception e) when (e is not ShouldAssertException)
        {
            throw new InvalidOperationException(why, e);
        }
    }

    /// <summary>One diagnostic that can be shown, and no file touched.</summary>
    private async Task<Diagnostic> RefusalAsync(ContractTree tree, string why)
    {
        var before = tree.Snapshot();
        var problems = (await Should.ThrowAsync<ReleaseException>(() => tree.DiscoverAsync(_adapter), why)).Diagnostics;
        problems.Select(p => p.ToString()).ShouldHaveSingleItem(why);
        IsShowable(problems[0].Message).ShouldBeTrue($"{why}: {problems[0].Message}");
        tree.Snapshot().ShouldBe(before);
        return problems[0];
    }

    /// <summary>One line that fits a screen, without characters that steer a terminal or reorder text.</summary>
    private static bool IsShowable(string message) =>
        message.Length <= LongestMessage && message.EnumerateRunes().All(r => Rune.GetUnicodeCategory(r) is not
            (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));
}
