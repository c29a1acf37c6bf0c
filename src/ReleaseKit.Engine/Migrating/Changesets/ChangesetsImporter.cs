using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.ChangeFiles.Changesets;

namespace ReleaseKit.Engine.Migrating.Changesets;

/// <summary>changesets, whose own configuration is followed as it stands: nothing is taken over, and what is not done is listed.</summary>
internal sealed class ChangesetsImporter : IImporter
{
    /// <inheritdoc/>
    public Task<Migration?> ImportAsync(MigrationSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Read(ChangesetsConfiguration.Path) is not { } bytes)
        {
            return Task.FromResult<Migration?>(null);
        }

        var draft = new MigrationDraft("changesets");
        var text = SourceText.Decode(ChangesetsConfiguration.Path.Value, bytes);
        var warnings = new List<Diagnostic>();
        ChangesetsConfigurationReader.Read(text, warnings);
        draft.Note(ChangesetsConfiguration.Path.Value, "is followed as it stands, and so are the change files beside it: changesets can be left and come back to at any time.");
        foreach (var warning in warnings)
        {
            draft.Note($"{warning.Location!.File}:{warning.Location.Line}", warning.Message);
        }

        return Task.FromResult<Migration?>(draft.ToMigration());
    }
}
