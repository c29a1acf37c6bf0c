using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Git;

/// <summary>Grows a repository at random: branches, merges that may change something themselves, clocks that jump.</summary>
internal sealed class RandomHistory
{
    private readonly GitRepositoryBuilder _repository;
    private readonly Random _random;
    private readonly string[] _directories;
    private readonly List<string> _branches = ["main"];
    private int _step;

    public RandomHistory(GitRepositoryBuilder repository, Random random, string[] directories)
    {
        _repository = repository;
        _random = random;
        _directories = directories;
        Commits.Add(repository.Change("feat: first", [.. directories.Select(d => d + "/f")]));
    }

    /// <summary>Every commit ever made, also those that no branch holds any more.</summary>
    public List<string> Commits { get; } = [];

    /// <summary>Does so many things.</summary>
    public void Grow(int steps)
    {
        for (var end = _step + steps; _step < end; _step++)
        {
            _repository.MoveClock(_random.Next(6) == 0 ? _random.Next(-3000, 3000) : 0);
            switch (_random.Next(10))
            {
                case 0:
                    _branches.Add($"b{_step}");
                    _repository.Git("checkout", "--quiet", "-b", $"b{_step}", Pick(Commits));
                    break;
                case 1:
                    _repository.Git("checkout", "--quiet", Pick(_branches));
                    break;
                case 2:
                    Commits.Add(Merge(Pick(_branches)));
                    break;
                default:
                    Commits.Add(_repository.Change($"fix: {_step}", $"{Pick([.. _directories, "elsewhere"])}/file{_step}"));
                    break;
            }
        }
    }

    /// <summary>Takes the last commits of the current branch away and makes another in their place, as a force push does.</summary>
    public void Rewrite()
    {
        var length = int.Parse(_repository.Git("rev-list", "--first-parent", "--count", "HEAD"), System.Globalization.CultureInfo.InvariantCulture);
        _repository.Git("reset", "--quiet", "--hard", $"HEAD~{_random.Next(Math.Min(5, length))}");
        Commits.Add(_repository.Change($"fix: instead {_step}", $"{Pick(_directories)}/file{_step++}"));
    }

    /// <summary>Removes for good what no branch holds.</summary>
    public void Collect()
    {
        _repository.Git("reflog", "expire", "--expire=now", "--all");
        _repository.Git("gc", "--quiet", "--prune=now");
        var left = _repository.Git("rev-list", "--all", "HEAD").Split('\n').ToHashSet();
        Commits.RemoveAll(commit => !left.Contains(commit));
    }

    private string Merge(string other)
    {
        if (_repository.Git("rev-list", "--count", $"HEAD..{other}").Trim() == "0")
        {
            return _repository.Head();
        }

        _repository.Git("merge", "--quiet", "--no-ff", "--no-commit", other);
        if (_random.Next(3) == 0)
        {
            _repository.Write($"{Pick(_directories)}/merged{_step}", "evil");
        }

        return _repository.Commit($"Merge {other}");
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
