using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Effects;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Releasing;

/// <summary>
/// Writes and removes several files as if they were one: all of them or, after a failure, a cancellation or a kill, none. What they were
/// is on disk before the first of them changes; whatever an earlier run left half written is put back by <see cref="Recover"/>.
/// </summary>
public sealed class ApplyJournal
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly IFileSystem _files;
    private readonly string _path;
    private readonly string _headPath;
    private readonly string _head;

    /// <summary>A journal in the output folder.</summary>
    /// <param name="files">The workspace's files.</param>
    /// <param name="outputPath">The absolute path of the output folder.</param>
    /// <param name="head">The commit that is checked out; empty when nothing will be committed.</param>
    public ApplyJournal(IFileSystem files, string outputPath, string head = "")
    {
        _files = files;
        _path = Path.Combine(outputPath, "apply.journal");
        _headPath = _path + ".head";
        _head = head;
    }

    /// <summary>Whether an interrupted run left anything to put back.</summary>
    public bool IsPending => File.Exists(_path);

    /// <summary>The files that an interrupted run meant to replace; empty when there was none or its journal is damaged.</summary>
    public ImmutableArray<RelativePath> PendingFiles =>
        IsPending && JournalEntry.Deserialize(File.ReadAllBytes(_path)) is { } entries ? [.. entries.Select(e => e.File)] : [];

    /// <summary>Writes and removes the files. A file that has the new text already, or is gone, is left alone.</summary>
    /// <exception cref="ReleaseException">
    /// <c>RK-APPLY-CONFLICT</c>: a file is neither what the effect was computed from nor what it leads to; nothing was written.
    /// <c>RK-FILE-UNWRITABLE</c>: everything was put back.
    /// </exception>
    /// <param name="effects">The files.</param>
    /// <param name="cancellationToken">Stops between two files; what was written is put back.</param>
    /// <param name="untilCommitted">
    /// Keeps the journal, so that a run that dies before its commit is put back, until <see cref="Complete"/> or until the
    /// checked-out commit is another one.
    /// </param>
    public void Write(IReadOnlyCollection<WriteFile> effects, CancellationToken cancellationToken, bool untilCommitted = false)
    {
        Recover();
        var pending = Pending(effects);
        if (pending.Length == 0)
        {
            return;
        }

        AtomicFile.Replace(_headPath, Utf8.GetBytes(_head));
        AtomicFile.Replace(_path, JournalEntry.Serialize([.. pending.Select(p => new JournalEntry(p.File, p.Before, JournalEntry.Digest(p.After)))]));
        try
        {
            foreach (var (file, _, after) in pending)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Put(file, after);
            }
        }
        catch
        {
            RecoverIfPossible();
            throw;
        }

        if (!untilCommitted)
        {
            Complete();
        }
    }

    /// <summary>Forgets what was written: it is committed, or was meant to stay.</summary>
    public void Complete()
    {
        File.Delete(_path);
        File.Delete(_headPath);
    }

    /// <summary>Puts back whatever an interrupted run left half written. Doing it twice is safe.</summary>
    /// <returns>The files that were put back.</returns>
    /// <exception cref="ReleaseException">
    /// <c>RK-APPLY-CONFLICT</c>, once for each file that somebody else has changed since; the others are put back.
    /// <c>RK-APPLY-JOURNAL</c>: the journal is damaged.
    /// </exception>
    public ImmutableArray<RelativePath> Recover()
    {
        if (!IsPending)
        {
            return [];
        }

        var entries = JournalEntry.Deserialize(File.ReadAllBytes(_path)) ?? throw new ReleaseException(ApplyCodes.JournalDamaged.Create(
            $"{_path} cannot be read. Compare the work tree with git (git status, git diff), put it back if needed, and delete that file."));
        if (HeadHasMoved() && !entries.Any(entry => JournalEntry.Digest(Read(entry.File)) == JournalEntry.Digest(entry.Before)))
        {
            Complete(); // Killed between the commit and the end of the step: what was written, all of it, is history now.
            return [];
        }

        var restored = ImmutableArray.CreateBuilder<RelativePath>();
        var problems = new List<Diagnostic>();
        foreach (var entry in entries)
        {
            var current = JournalEntry.Digest(Read(entry.File));
            if (current == entry.After)
            {
                Put(entry.File, entry.Before);
                restored.Add(entry.File);
            }
            else if (current != JournalEntry.Digest(entry.Before))
            {
                problems.Add(Conflict(entry.File, $"after a run was interrupted that was replacing it, so it was left alone. Take the edit back, or, to keep it, delete {_path}; then run again."));
            }
        }

        if (problems.Count > 0)
        {
            throw new ReleaseException(problems);
        }

        Complete();
        return restored.ToImmutable();
    }

    private bool HeadHasMoved() =>
        _head.Length > 0 && File.Exists(_headPath) && File.ReadAllText(_headPath) is { Length: > 0 } before && before != _head;

    /// <summary>What stopped the writing may stop this too; the journal is kept then, and the next run starts with it.</summary>
    private void RecoverIfPossible()
    {
        try
        {
            Recover();
        }
        catch (ReleaseException)
        {
            // The first failure is the one to report.
        }
    }

    private ImmutableArray<(RelativePath File, byte[]? Before, byte[]? After)> Pending(IReadOnlyCollection<WriteFile> effects)
    {
        var pending = ImmutableArray.CreateBuilder<(RelativePath, byte[]?, byte[]?)>();
        var problems = new List<Diagnostic>();
        foreach (var effect in effects)
        {
            var current = Read(effect.File);
            var after = effect.After is null ? null : Utf8.GetBytes(effect.After);
            if (JournalEntry.Digest(current) == JournalEntry.Digest(after))
            {
                continue;
            }

            if (JournalEntry.Digest(current) != JournalEntry.Digest(effect.Before is null ? null : Utf8.GetBytes(effect.Before)))
            {
                problems.Add(Conflict(effect.File, "while the plan was being applied; nothing was written. Run again when nothing else edits it."));
            }

            pending.Add((effect.File, current, after));
        }

        return problems.Count == 0 ? pending.ToImmutable() : throw new ReleaseException(problems);
    }

    private void Put(RelativePath file, byte[]? bytes)
    {
        if (bytes is null)
        {
            _files.Delete(file);
        }
        else
        {
            _files.Write(file, bytes);
        }
    }

    private byte[]? Read(RelativePath file) => _files.FileExists(file) ? _files.Read(file) : null;

    private static Diagnostic Conflict(RelativePath file, string what) =>
        ApplyCodes.Conflict.At(new SourceLocation(file.Value), $"{file} was changed by somebody else {what}");
}
